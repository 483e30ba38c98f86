import QtQuick
import Hubtap
import Hubtap.Models

// The one thing that needs staff most; it opens what helps.
Cell {
    id: root

    required property Status status
    required property StaffScreen frame
    readonly property bool isQuiet: root.status.need === Status.Need.CAPACITY || root.status.need === Status.Need.NOTHING_OPEN
    // In the order of Status.Need.
    readonly property list<string> sentences: [
        "",
        qsTr("Taps can't be saved: use paper"),
        qsTr("No card reader"),
        //: %1 is a number of people who touched "No card?".
        qsTr("Asking for a team member: %1").arg(root.status.help_wanted),
        qsTr("Is the time right? Set it"),
        qsTr("Nothing is open: choose an event"),
        //: %1 of %2 places are taken.
        qsTr("%1 here, room for %2").arg(root.status.here).arg(root.status.capacity)
    ]
    readonly property list<int> pages: [
        StaffScreen.Page.HOME,
        StaffScreen.Page.DIAGNOSTICS,
        StaffScreen.Page.READER,
        StaffScreen.Page.HOME,
        StaffScreen.Page.CLOCK,
        StaffScreen.Page.EVENT,
        StaffScreen.Page.HERE
    ]

    visible: root.status.need !== Status.Need.NOTHING
    words: root.sentences[root.status.need]
    pair: root.isQuiet ? Theme.desk.tile : Theme.desk.warning
    onActivated: root.status.need === Status.Need.HELP ? root.frame.see_help() : root.frame.open(root.pages[root.status.need])

    HandMark {
        visible: root.status.need === Status.Need.HELP
        disc: "transparent"
        ink: root.ink
    }

    ReaderMark {
        visible: root.status.need === Status.Need.READER
        disc: "transparent"
        ink: root.ink
    }

    ClockMark {
        visible: root.status.need === Status.Need.CLOCK
        disc: "transparent"
        ink: root.ink
    }

    PencilMark {
        visible: root.status.need === Status.Need.PAPER
        disc: "transparent"
        ink: root.ink
    }

    PeopleMark {
        visible: root.status.need === Status.Need.CAPACITY
        disc: "transparent"
        ink: root.ink
    }

    CalendarMark {
        visible: root.status.need === Status.Need.NOTHING_OPEN
        disc: "transparent"
        ink: root.ink
    }
}
