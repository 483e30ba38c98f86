pragma ComponentBehavior: Bound
import QtQuick
import Hubtap
import Hubtap.Models

// Today's events, the likeliest first: one touch opens one. Beside them what to do where the right one is not there.
Item {
    id: root

    required property Chooser model
    required property StaffScreen frame

    StaffList {
        anchors.left: parent.left
        anchors.leftMargin: Theme.sizes.edge
        anchors.right: ways.left
        anchors.rightMargin: Theme.sizes.gap
        anchors.top: parent.top
        anchors.topMargin: Theme.sizes.gap
        anchors.bottom: parent.bottom
        screen: "chooser"
        model: root.model.rows
        delegate: EventItem {
            width: ListView.view.width
            screen: "chooser"
            onPicked: root.model.choose(event)
        }
    }

    Column {
        id: ways

        anchors.right: parent.right
        anchors.rightMargin: Theme.sizes.edge
        anchors.top: parent.top
        anchors.topMargin: Theme.sizes.gap
        spacing: Theme.sizes.gap

        PageTile {
            id: other

            objectName: "chooser_other"
            height: Theme.sizes.tallTile
            frame: root.frame
            page: StaffScreen.Page.NEW_EVENT
            label: qsTr("Other …")

            PlusMark {
                disc: "transparent"
                ink: other.ink
            }
        }

        PageTile {
            id: wrong

            objectName: "chooser_wrong"
            height: Theme.sizes.tallTile
            frame: root.frame
            page: StaffScreen.Page.MOVE
            enabled: root.model.has_arrivals
            label: qsTr("Wrong event?")

            MoveMark {
                disc: "transparent"
                ink: wrong.ink
            }
        }
    }
}
