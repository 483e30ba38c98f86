import QtQuick
import Hubtap

// A large choice: what it is, and below it what that means.
Touchable {
    id: root

    required property string means

    Accessible.description: root.means

    Column {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.margins: Theme.sizes.gap
        spacing: Theme.sizes.gap / 2

        StaffWords {
            width: parent.width
            text: root.label
            color: root.ink
            font.bold: true
            Accessible.ignored: true
        }

        StaffWords {
            width: parent.width
            text: root.means
            color: root.ink
            Accessible.ignored: true
        }
    }
}
