import QtQuick
import Hubtap

// Someone who was found while staff type.
Touchable {
    id: root

    required property real most

    pair: Theme.desk.tile
    policy: TapHandler.DragThreshold
    width: Math.max(Theme.sizes.touch, Math.min(root.most, Math.ceil(words.implicitWidth) + 2 * Theme.sizes.gap))

    TextLine {
        id: words

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.margins: Theme.sizes.gap
        anchors.verticalCenter: parent.verticalCenter
        horizontalAlignment: Text.AlignHCenter
        text: root.label
        color: root.ink
        font.bold: true
        Accessible.ignored: true
    }
}
