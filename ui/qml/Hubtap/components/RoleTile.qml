import QtQuick
import Hubtap

// A choice with a line that explains it.
Touchable {
    id: root

    required property string told

    implicitHeight: Theme.sizes.tallTile
    Accessible.description: root.told

    Column {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.margins: Theme.sizes.gap
        anchors.verticalCenter: parent.verticalCenter

        StaffWords {
            width: parent.width
            text: root.label
            color: root.ink
            font.bold: true
            Accessible.ignored: true
        }

        StaffWords {
            width: parent.width
            text: root.told
            color: root.ink
            Accessible.ignored: true
        }
    }
}
