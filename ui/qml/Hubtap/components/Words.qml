import QtQuick
import Hubtap

// Text for visitors. Plain, whatever a name holds; never cut off.
Text {
    id: root

    font.pixelSize: Theme.sizes.text
    minimumPixelSize: Theme.sizes.smallest
    textFormat: Text.PlainText
    wrapMode: Text.WordWrap
    lineHeight: Application.layoutDirection === Qt.RightToLeft ? Theme.sizes.tallScript : 1
    horizontalAlignment: Text.AlignLeft

    Accessible.role: Accessible.StaticText
    Accessible.name: root.text
}
