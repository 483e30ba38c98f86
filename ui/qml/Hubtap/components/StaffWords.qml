import QtQuick
import Hubtap

// Text for staff. Plain, whatever a name holds.
Text {
    id: root

    font.pixelSize: Theme.sizes.staffText
    textFormat: Text.PlainText
    wrapMode: Text.WordWrap
    horizontalAlignment: Text.AlignLeft
    color: Theme.desk.page.ink

    Accessible.role: Accessible.StaticText
    Accessible.name: root.text
}
