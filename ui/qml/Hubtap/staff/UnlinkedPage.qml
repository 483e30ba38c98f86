pragma ComponentBehavior: Bound
import QtQuick
import Hubtap
import Hubtap.Models

// Cards that nobody is known by: when they were tapped, how often, and why nobody was greeted. Rows stand still under a
// finger.
Item {
    id: root

    required property UnlinkedCards model
    readonly property var reasons: ({
            "unknown_card": qsTr("new here"),
            "card_lost": qsTr("reported lost"),
            "contested": qsTr("two people have it"),
            "cannot_identify": qsTr("its number changes")
        })
    readonly property DayWords days: DayWords {}

    StaffWords {
        objectName: "cards_none"
        anchors.fill: parent
        anchors.margins: Theme.sizes.margin
        visible: root.model.is_empty
        text: qsTr("Every card that was tapped is someone's.")
        font.bold: true
    }

    StaffList {
        anchors.fill: parent
        anchors.leftMargin: Theme.sizes.edge
        anchors.rightMargin: Theme.sizes.edge
        screen: "cards"
        model: root.model.rows
        delegate: StaffRow {
            id: row

            required property int index
            required property string tap
            required property string at
            required property int day
            required property int month
            required property int weekday
            required property string digits
            required property string reason
            required property int times
            required property bool linkable

            objectName: "cards_row_" + index
            width: ListView.view.width
            lead: at
            //: %1 are the last four characters of a card's number, %2 says why nobody was greeted.
            words: qsTr("… %1, %2").arg(digits).arg(root.reasons[reason] ?? qsTr("not known"))
            //: %1 is a day, %2 a number of taps.
            detail: times > 1 ? qsTr("%1, tapped %2 times").arg(root.days.said(weekday, day, month)).arg(times) : root.days.said(weekday, day, month)

            ActionButton {
                objectName: "cards_link_" + row.index
                policy: TapHandler.DragThreshold
                visible: row.linkable
                label: qsTr("Whose?")
                onActivated: root.model.link(row.tap, row.digits)
            }
        }
    }

    Item {
        anchors.fill: parent

        PointHandler {
            onActiveChanged: root.model.hold(active)
        }
    }
}
