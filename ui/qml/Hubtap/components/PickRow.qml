import QtQuick
import Hubtap

// A row of a list that is chosen as a whole. A finger that drags it moves the list.
Item {
    id: root

    property string lead: ""
    required property string words
    property string detail: ""
    readonly property color ink: tap.pressed ? Theme.desk.pressed.ink : Theme.desk.tile.ink
    signal picked

    implicitHeight: Theme.sizes.cell + Theme.sizes.gap

    Rectangle {
        anchors.left: parent.left
        anchors.right: parent.right
        height: Theme.sizes.cell
        radius: Theme.sizes.round
        color: tap.pressed ? Theme.desk.pressed.ground : Theme.desk.tile.ground
        border.color: Theme.desk.line
        border.width: Theme.sizes.line

        Accessible.role: Accessible.Button
        Accessible.name: [root.lead, root.words, root.detail].filter(part => part !== "").join(", ")
        Accessible.onPressAction: root.picked()

        StaffWords {
            id: first

            anchors.left: parent.left
            anchors.leftMargin: Theme.sizes.gap
            anchors.verticalCenter: parent.verticalCenter
            width: root.lead === "" ? 0 : Theme.sizes.leadWidth + Theme.sizes.gap
            visible: root.lead !== ""
            text: root.lead
            color: root.ink
            wrapMode: Text.NoWrap
            Accessible.ignored: true
        }

        Column {
            anchors.left: first.right
            anchors.right: parent.right
            anchors.rightMargin: Theme.sizes.gap
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.sizes.betweenLines

            TextLine {
                width: parent.width
                text: root.words
                color: root.ink
                font.bold: true
                Accessible.ignored: true
            }

            TextLine {
                width: parent.width
                visible: root.detail !== ""
                text: root.detail
                color: root.ink
                Accessible.ignored: true
            }
        }

        StillTap {
            id: tap

            onTouched: root.picked()
        }
    }
}
