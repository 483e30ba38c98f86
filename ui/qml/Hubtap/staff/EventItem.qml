import QtQuick
import Hubtap

// An event to choose: its title, when it is and how it stands. A finger that drags it moves the list.
Item {
    id: root

    required property int index
    required property string event
    required property string title
    required property string times
    required property string how
    required property bool drop_in
    required property bool likely
    required property int arrived
    required property string screen
    readonly property var hows: ({
            "on": qsTr("on now"),
            "coming": qsTr("still to come"),
            "over": qsTr("over"),
            "closed": qsTr("ended")
        })
    readonly property string detail: [root.drop_in ? qsTr("at any time") : root.times, root.drop_in && root.how === "coming" ? "" : root.hows[root.how] ?? ""].filter(part => part !== "").join(" · ")
    readonly property Pair pair: root.likely ? Theme.desk.chosen : Theme.desk.tile
    readonly property color ink: tap.pressed ? Theme.desk.pressed.ink : root.pair.ink
    signal picked

    implicitHeight: card.height + Theme.sizes.gap

    Rectangle {
        id: card

        objectName: root.screen + "_event_" + root.index
        anchors.left: parent.left
        anchors.right: parent.right
        height: Math.max(Theme.sizes.tileHeight - Theme.sizes.gap, words.height + Theme.sizes.gap)
        radius: Theme.sizes.round
        color: tap.pressed ? Theme.desk.pressed.ground : root.pair.ground
        border.color: Theme.desk.line
        border.width: Theme.sizes.line

        Accessible.role: Accessible.Button
        Accessible.name: root.title + ", " + root.detail
        Accessible.description: came.told
        Accessible.onPressAction: root.picked()

        Column {
            id: words

            anchors.left: parent.left
            anchors.leftMargin: Theme.sizes.gap
            anchors.right: came.left
            anchors.rightMargin: Theme.sizes.gap
            anchors.verticalCenter: parent.verticalCenter

            StaffWords {
                width: parent.width
                text: root.title
                color: root.ink
                font.bold: true
                maximumLineCount: 2
                elide: Text.ElideRight
                Accessible.ignored: true
            }

            TextLine {
                width: parent.width
                text: root.detail
                color: root.ink
                Accessible.ignored: true
            }
        }

        Glance {
            id: came

            anchors.right: parent.right
            anchors.rightMargin: Theme.sizes.gap
            anchors.verticalCenter: parent.verticalCenter
            width: root.arrived > 0 ? implicitWidth : 0
            visible: root.arrived > 0
            word: root.arrived
            //: %1 is a number of people.
            told: root.arrived > 0 ? qsTr("%1 came").arg(root.arrived) : ""
            ink: root.ink
            Accessible.ignored: true

            PeopleMark {
                disc: "transparent"
                ink: root.ink
            }
        }

        StillTap {
            id: tap

            onTouched: root.picked()
        }
    }
}
