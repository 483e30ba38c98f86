pragma ComponentBehavior: Bound
import QtQuick
import Hubtap
import Hubtap.Models

// Which day and time it is. Visitors notice nothing of a clock in doubt; events just don't open by time.
Item {
    id: root

    required property ClockSetting model
    readonly property DayWords words: DayWords {}
    readonly property string doubt: root.model.is_doubtful ? qsTr("Not sure of the time. Is it this?") : qsTr("The kiosk is sure of the time.")
    readonly property var sentences: ({
            "done": qsTr("Thank you. The clock is set."),
            "synchronised": qsTr("A time server sets this clock."),
            "known_better": qsTr("The kiosk knows the time better."),
            "too_early": qsTr("It is later than that already."),
            "too_late": qsTr("That is too far ahead."),
            "no_such_time": qsTr("There is no such time.")
        })
    // In the order of ClockPart.
    readonly property list<string> names: ["day", "month", "year", "hour", "tens", "minute"]
    readonly property list<string> told: [qsTr("Day"), qsTr("Month"), qsTr("Year"), qsTr("Hour"), qsTr("Ten minutes"), qsTr("Minute")]
    readonly property list<string> values: [
        root.model.day,
        root.words.months[root.model.month],
        root.model.year,
        root.model.hour,
        Math.floor(root.model.minute / 10),
        root.model.minute % 10
    ]

    StaffWords {
        id: says

        objectName: "clock_says"
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.margins: Theme.sizes.edge
        anchors.topMargin: Theme.sizes.gap / 2
        text: root.sentences[root.model.says] ?? root.doubt
        fontSizeMode: Text.HorizontalFit
        minimumPixelSize: Theme.sizes.staffSmallest
        font.bold: true
    }

    Row {
        id: parts

        anchors.horizontalCenter: parent.horizontalCenter
        anchors.top: says.bottom
        anchors.topMargin: Theme.sizes.gap / 2
        spacing: Theme.sizes.gap
        LayoutMirroring.enabled: false

        Repeater {
            model: root.names

            Stepper {
                required property int index
                required property string modelData

                width: Theme.sizes.stepper
                name: modelData
                told: root.told[index]
                value: root.values[index]
                onStepped: by => root.model.step(index, by)
            }
        }
    }

    StaffWords {
        objectName: "clock_weekday"
        anchors.left: parent.left
        anchors.leftMargin: Theme.sizes.edge
        anchors.verticalCenter: confirm.verticalCenter
        text: root.words.weekdays[root.model.weekday]
        font.bold: true
    }

    ActionButton {
        id: confirm

        objectName: "clock_confirm"
        anchors.right: parent.right
        anchors.rightMargin: Theme.sizes.edge
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.sizes.gap / 2
        label: qsTr("It is this time now")
        onActivated: root.model.confirm()
    }
}
