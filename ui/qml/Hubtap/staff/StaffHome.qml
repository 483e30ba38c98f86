import QtQuick
import Hubtap
import Hubtap.Models

// Where staff begin: how sending stands, what needs them, and a large tile for each task.
Item {
    id: root

    required property StaffModels models
    readonly property StaffScreen frame: root.models.screen

    SendingCell {
        id: sending

        objectName: "home_sending"
        anchors.left: parent.left
        anchors.leftMargin: Theme.sizes.edge
        y: Theme.sizes.gap / 2
        width: need.visible ? (parent.width - 2 * Theme.sizes.edge - Theme.sizes.gap) / 2 : parent.width - 2 * Theme.sizes.edge
        status: root.models.status
        onActivated: root.frame.open(StaffScreen.Page.QUEUE)
    }

    NeedCell {
        id: need

        objectName: "home_need"
        anchors.right: parent.right
        anchors.rightMargin: Theme.sizes.edge
        y: sending.y
        width: (parent.width - 2 * Theme.sizes.edge - Theme.sizes.gap) / 2
        status: root.models.status
        frame: root.frame
    }

    Flow {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: Theme.sizes.edge
        anchors.top: sending.bottom
        anchors.topMargin: Theme.sizes.gap
        spacing: Theme.sizes.gap

        PageTile {
            id: arrivals

            objectName: "home_arrivals"
            width: 2 * Theme.sizes.tileWidth + Theme.sizes.gap
            frame: root.frame
            page: StaffScreen.Page.ARRIVALS
            label: qsTr("Arrivals")

            ListMark {
                disc: "transparent"
                ink: arrivals.ink
            }
        }

        PageTile {
            id: add

            objectName: "home_add"
            frame: root.frame
            page: StaffScreen.Page.ADD_PERSON
            label: qsTr("Add person")

            AddMark {
                disc: "transparent"
                ink: add.ink
            }
        }

        PageTile {
            id: lost

            objectName: "home_lost"
            frame: root.frame
            page: StaffScreen.Page.CARD_LOST
            label: qsTr("Card lost")

            LostMark {
                disc: "transparent"
                ink: lost.ink
            }
        }

        PageTile {
            id: here

            objectName: "home_here"
            frame: root.frame
            page: StaffScreen.Page.HERE
            label: qsTr("Who is here")

            PeopleMark {
                disc: "transparent"
                ink: here.ink
            }
        }

        PageTile {
            id: heads

            objectName: "home_headcount"
            frame: root.frame
            page: StaffScreen.Page.HEADCOUNT
            label: qsTr("Headcount")

            CountMark {
                disc: "transparent"
                ink: heads.ink
            }
        }

        PageTile {
            id: event

            objectName: "home_event"
            frame: root.frame
            page: StaffScreen.Page.EVENT
            label: qsTr("Event")

            CalendarMark {
                disc: "transparent"
                ink: event.ink
            }
        }

        PageTile {
            id: more

            objectName: "home_more"
            frame: root.frame
            page: StaffScreen.Page.MORE
            label: qsTr("More")
            count: root.models.status.unlinked

            MoreMark {
                disc: "transparent"
                ink: more.ink
            }
        }
    }
}
