pragma ComponentBehavior: Bound
import QtQuick
import Hubtap
import Hubtap.Models

// What was typed in from a paper register so far; each line is marked as such, and can be taken back.
Item {
    id: root

    required property Paper model

    Item {
        anchors.fill: parent
        anchors.leftMargin: Theme.sizes.edge
        anchors.rightMargin: Theme.sizes.edge

        StaffWords {
            objectName: "paper_none"
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: parent.top
            anchors.topMargin: Theme.sizes.gap
            visible: root.model.count === 0
            //: %1 is an event's name.
            text: qsTr("%1: nothing was copied from paper yet.").arg(root.model.title)
        }

        StaffList {
            id: list

            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: parent.top
            anchors.bottom: add.top
            anchors.bottomMargin: Theme.sizes.gap / 2
            screen: "paper"
            model: root.model.rows
            delegate: StaffRow {
                id: row

                required property int index
                required property string record
                required property string name
                required property string at
                required property string gone

                objectName: "paper_row_" + index
                width: ListView.view.width
                lead: at
                words: name || qsTr("Someone of another hub")
                //: %1 is a time.
                detail: gone === "" ? qsTr("from paper") : qsTr("from paper, left %1").arg(gone)

                IconButton {
                    id: undo

                    objectName: "paper_undo_" + row.index
                    policy: TapHandler.DragThreshold
                    //: %1 is a name.
                    label: qsTr("Undo: %1").arg(row.words)
                    onActivated: root.model.undo(row.record)

                    UndoMark {
                        disc: "transparent"
                        ink: undo.ink
                    }
                }
            }
        }

        Item {
            anchors.fill: list

            PointHandler {
                onActiveChanged: root.model.hold(active)
            }
        }

        Rectangle {
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: add.top
            anchors.topMargin: -Theme.sizes.gap / 2
            anchors.bottom: parent.bottom
            color: Theme.desk.page.ground
        }

        ActionButton {
            id: add

            objectName: "paper_add"
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.bottom: parent.bottom
            anchors.bottomMargin: Theme.sizes.gap / 2
            enabled: root.model.can_add
            label: qsTr("Type in a line")
            onActivated: root.model.add()
        }
    }
}
