pragma ComponentBehavior: Bound
import QtQuick
import Hubtap
import Hubtap.Models

// Who came, newest first. Rows stand still under a finger. The keyboard covers them while staff look for someone.
Item {
    id: root

    required property Arrivals model
    required property StaffScreen frame
    readonly property bool isSought: root.model.sought !== ""
    readonly property bool mayLink: root.frame.allowed.includes(StaffScreen.Page.CARDS)

    Item {
        id: list

        anchors.fill: parent
        anchors.leftMargin: Theme.sizes.edge
        anchors.rightMargin: Theme.sizes.edge
        visible: !root.model.is_searching

        Item {
            id: strip

            anchors.left: parent.left
            anchors.right: seek.left
            anchors.rightMargin: Theme.sizes.gap
            anchors.top: parent.top
            anchors.topMargin: Theme.sizes.gap / 2
            height: visible ? Theme.sizes.touch : 0
            visible: root.isSought || root.model.other_event !== ""

            StaffWords {
                objectName: "arrivals_strip"
                anchors.left: parent.left
                anchors.right: all.left
                anchors.rightMargin: Theme.sizes.gap
                anchors.verticalCenter: parent.verticalCenter
                maximumLineCount: 2
                elide: Text.ElideRight
                lineHeight: 0.9
                //: %1 is what was typed, %2 a number of people.
                text: root.isSought ? qsTr("“%1”: %2 found").arg(root.model.sought).arg(root.model.count) : root.model.other_event
                font.bold: true
            }

            ActionButton {
                id: all

                objectName: "arrivals_all"
                anchors.right: parent.right
                visible: root.isSought
                pair: Theme.desk.tile
                label: qsTr("Show all")
                onActivated: root.model.show_all()
            }
        }

        StaffWords {
            objectName: "arrivals_nobody"
            anchors.left: parent.left
            anchors.right: strip.right
            anchors.top: strip.bottom
            anchors.topMargin: Theme.sizes.gap
            visible: root.model.is_known && root.model.count === 0
            text: root.isSought ? qsTr("Nobody of that name came.") : qsTr("Nobody has come yet.")
        }

        StaffList {
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: strip.bottom
            anchors.topMargin: strip.visible ? Theme.sizes.gap / 2 : 0
            anchors.bottom: parent.bottom
            waysTop: seek.y + seek.height + Theme.sizes.gap - y
            screen: "arrivals"
            model: root.model.rows
            delegate: ArrivalItem {
                width: ListView.view.width
                mayLink: root.mayLink
                onUndoWanted: root.model.undo(record)
                onBackWanted: root.model.bring_back(undone_by)
                onLinkWanted: root.model.link()
            }
        }

        IconButton {
            id: seek

            objectName: "arrivals_search"
            anchors.right: parent.right
            anchors.top: parent.top
            anchors.topMargin: Theme.sizes.gap / 2
            pair: root.isSought ? Theme.desk.chosen : Theme.desk.tile
            label: qsTr("Find a name")
            onActivated: root.model.search()

            SearchMark {
                disc: "transparent"
                ink: seek.ink
            }
        }

        Item {
            anchors.fill: parent

            PointHandler {
                onActiveChanged: root.model.hold(active)
            }
        }
    }

    Keyboard {
        anchors.centerIn: parent
        visible: root.model.is_searching
        typing: root.model.typing
        screen: "arrivals"
        hasAccents: false
        besideWidth: Theme.sizes.besideSearch

        FoundStrip {
            anchors.fill: parent
            screen: "arrivals"
            words: root.isSought ? root.model.count > 0 ? "" : qsTr("Nobody") : qsTr("Type a name.")
            mayList: root.isSought && root.model.count > 0
            model: root.model.rows
            delegate: FoundName {
                required property int index
                required property string name
                required property string at

                objectName: "arrivals_fit_" + index
                most: ListView.view.width
                label: [name, at].join(" ")
                onActivated: root.model.choose(name)
            }
            onListWanted: root.model.show_found()
        }
    }
}
