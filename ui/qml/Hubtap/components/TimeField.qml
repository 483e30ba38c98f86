import QtQuick
import Hubtap

// A time that is typed, with what it is the time of; a thick frame where the next digit goes to.
Touchable {
    id: root

    required property string time
    property bool isChosen: false

    implicitHeight: Theme.sizes.touch
    border.width: root.isChosen ? 4 * Theme.sizes.line : Theme.sizes.line
    Accessible.name: root.label + " " + root.time

    StaffWords {
        anchors.left: parent.left
        anchors.leftMargin: Theme.sizes.gap
        anchors.verticalCenter: parent.verticalCenter
        text: root.label
        color: root.ink
        wrapMode: Text.NoWrap
        Accessible.ignored: true
    }

    StaffWords {
        anchors.right: parent.right
        anchors.rightMargin: Theme.sizes.gap
        anchors.verticalCenter: parent.verticalCenter
        text: root.time || "–"
        color: root.ink
        wrapMode: Text.NoWrap
        font.bold: true
        Accessible.ignored: true
    }
}
