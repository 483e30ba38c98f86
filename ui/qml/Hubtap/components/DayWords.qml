import QtQuick

// Names of months and days. Months count from January as 0, days of the week from Monday.
QtObject {
    id: root

    readonly property list<string> months: [
        qsTr("Jan"),
        qsTr("Feb"),
        qsTr("Mar"),
        qsTr("Apr"),
        qsTr("May"),
        qsTr("Jun"),
        qsTr("Jul"),
        qsTr("Aug"),
        qsTr("Sep"),
        qsTr("Oct"),
        qsTr("Nov"),
        qsTr("Dec")
    ]
    readonly property list<string> weekdays: [
        qsTr("Mon"),
        qsTr("Tue"),
        qsTr("Wed"),
        qsTr("Thu"),
        qsTr("Fri"),
        qsTr("Sat"),
        qsTr("Sun")
    ]

    //: %1 is a day of the week, %2 a day of the month, %3 a month: Wed 25 Feb.
    readonly property string pattern: qsTr("%1 %2 %3")

    function said(weekday: int, day: int, month: int): string {
        return day < 0 ? "" : root.pattern.arg(root.weekdays[weekday]).arg(day).arg(root.months[month]);
    }
}
