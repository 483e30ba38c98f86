import QtQuick
import Hubtap
import Hubtap.Models

// How things stand, at a glance: drawings with a number or a word.
Row {
    id: root

    required property Status status
    readonly property color ink: Theme.desk.header.ink

    spacing: Theme.sizes.gap

    Glance {
        objectName: "status_here"
        word: root.status.here
        //: %1 is a number of people.
        told: qsTr("%1 here").arg(root.status.here)
        ink: root.ink

        PeopleMark {
            disc: "transparent"
            ink: root.ink
        }
    }

    Glance {
        objectName: "status_headcount"
        visible: root.status.headcount > 0
        word: "+" + root.status.headcount
        //: %1 is a number of people.
        told: qsTr("%1 more counted without names").arg(root.status.headcount)
        ink: root.ink

        CountMark {
            disc: "transparent"
            ink: root.ink
        }
    }

    Glance {
        objectName: "status_waiting"
        word: root.status.late ? root.status.waiting + "!" : root.status.waiting
        //: %1 is a number of records.
        told: qsTr("%1 waiting to be sent").arg(root.status.waiting)
        ink: root.ink

        SendMark {
            visible: !root.status.late
            disc: "transparent"
            ink: root.ink
        }

        WarningMark {
            visible: root.status.late
            disc: "transparent"
            ink: root.ink
        }
    }

    Glance {
        objectName: "status_reader"
        word: root.status.reader_missing ? qsTr("none") : qsTr("ok")
        told: root.status.reader_missing ? qsTr("The card reader is missing") : qsTr("The card reader is ready")
        ink: root.ink

        ReaderMark {
            disc: "transparent"
            ink: root.ink
        }
    }

    Glance {
        objectName: "status_clock"
        word: root.status.clock || "?"
        told: root.status.clock || qsTr("The time is in doubt")
        ink: root.ink

        ClockMark {
            disc: "transparent"
            ink: root.ink
        }
    }
}
