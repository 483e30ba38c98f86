pragma ComponentBehavior: Bound
import QtQuick
import Hubtap
import Hubtap.Models

// The events of the last days; then what can be done about one of them.
Item {
    id: root

    required property PastEvents model
    readonly property DayWords days: DayWords {}

    StaffWords {
        objectName: "past_none"
        anchors.fill: parent
        anchors.margins: Theme.sizes.margin
        visible: root.model.is_empty
        text: qsTr("No event was held here in the last days.")
        font.bold: true
    }

    StaffList {
        anchors.fill: parent
        anchors.leftMargin: Theme.sizes.edge
        anchors.rightMargin: Theme.sizes.edge
        anchors.topMargin: Theme.sizes.gap
        visible: !root.model.is_chosen
        screen: "past"
        model: root.model.rows
        delegate: PickRow {
            required property int index
            required property string event
            required property string title
            required property int day
            required property int month
            required property int weekday
            required property string opens
            required property string closes
            required property int arrived
            readonly property string when: opens === "" ? qsTr("drop-in") : opens + "–" + closes

            objectName: "past_event_" + index
            width: ListView.view.width
            words: title
            //: %1 is a day, %2 a time or "drop-in", %3 a number of people.
            detail: qsTr("%1, %2, %3 came").arg(root.days.said(weekday, day, month)).arg(when).arg(arrived)
            onPicked: root.model.pick(event)
        }
    }

    Item {
        anchors.fill: parent
        anchors.leftMargin: Theme.sizes.edge
        anchors.rightMargin: Theme.sizes.edge
        visible: root.model.is_chosen

        StaffWords {
            id: heading

            objectName: "past_title"
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: parent.top
            anchors.topMargin: Theme.sizes.gap
            text: root.model.title
            maximumLineCount: 2
            elide: Text.ElideRight
            font.bold: true
        }

        Flow {
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: heading.bottom
            anchors.topMargin: Theme.sizes.gap
            spacing: Theme.sizes.gap

            Tile {
                id: arrivals

                objectName: "past_arrivals"
                width: Theme.sizes.tileWidth
                height: Theme.sizes.tallTile
                label: qsTr("Correct arrivals")
                onActivated: root.model.correct()

                ListMark {
                    disc: "transparent"
                    ink: arrivals.ink
                }
            }

            Tile {
                id: paper

                objectName: "past_paper"
                width: Theme.sizes.tileWidth
                height: Theme.sizes.tallTile
                label: qsTr("Paper register")
                onActivated: root.model.copy()

                PencilMark {
                    disc: "transparent"
                    ink: paper.ink
                }
            }

            Tile {
                id: report

                objectName: "past_report"
                width: Theme.sizes.tileWidth
                height: Theme.sizes.tallTile
                visible: root.model.may_report
                label: qsTr("List to USB stick")
                onActivated: root.model.report()

                StickMark {
                    disc: "transparent"
                    ink: report.ink
                }
            }
        }
    }
}
