pragma ComponentBehavior: Bound
import QtQuick
import Hubtap
import Hubtap.Models

// How the kiosk is, line by line, what is amiss first; and ways to its tests.
Item {
    id: root

    required property Diagnostics model
    readonly property ReaderWords causes: ReaderWords {}
    readonly property string unknown: qsTr("not known")
    readonly property var kinds: ({
            "reader": qsTr("Card reader"),
            "waiting": qsTr("Records waiting to be sent"),
            "refused": qsTr("Records that the service refused"),
            "disk": qsTr("Free room on the disk"),
            "storage": qsTr("Saving"),
            "temperature": qsTr("Temperature"),
            "power": qsTr("Power supply"),
            "clock": qsTr("Clock"),
            "version": qsTr("Hubtap"),
            "database": qsTr("Database"),
            "kiosk": qsTr("Number of this kiosk"),
            "hub": qsTr("Hub")
        })
    readonly property var values: ({
            "ready": qsTr("ready"),
            "busy": qsTr("another program has it"),
            "denied": qsTr("the system keeps it away"),
            "blocked": qsTr("its driver is missing"),
            "missing": qsTr("not there"),
            "laid": qsTr("works"),
            "none": qsTr("works"),
            "spent": qsTr("the disk is full"),
            "low": qsTr("too weak: use the kiosk's own power supply"),
            "good": qsTr("good"),
            "kernel": qsTr("set by a time server"),
            "service": qsTr("set by the service"),
            "hardware": qsTr("runs by its battery"),
            "staff": qsTr("confirmed by staff")
        })
    //: %1 is a number of mebibytes.
    readonly property string disk: qsTr("%1 MiB")
    //: %1 is a number of degrees Celsius.
    readonly property string warmth: qsTr("%1 °C")

    StaffList {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.bottom: ways.top
        anchors.bottomMargin: Theme.sizes.gap / 2
        screen: "diagnostics"
        model: root.model.rows
        delegate: StaffRow {
            id: row

            required property int index
            required property string kind
            required property string name
            required property string value
            required property bool amiss
            required property string cause
            readonly property var patterns: ({
                    "disk": root.disk,
                    "temperature": root.warmth
                })
            readonly property string said: root.values[value] ?? (value === "" ? root.unknown : (patterns[kind] ?? "%1").arg(value))

            objectName: "diagnostics_row_" + index
            width: ListView.view.width
            words: [root.kinds[kind], name].filter(part => part !== "").join(" ")
            detail: root.causes.sentences[cause] ?? said

            Item {
                width: Theme.sizes.icon
                height: Theme.sizes.icon

                WarningMark {
                    visible: row.amiss
                    disc: "transparent"
                    ink: Theme.desk.page.ink
                }

                TickMark {
                    visible: !row.amiss
                    disc: "transparent"
                    ink: Theme.desk.page.ink
                }
            }
        }
    }

    Rectangle {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: ways.top
        anchors.topMargin: -Theme.sizes.gap / 2
        anchors.bottom: parent.bottom
        color: Theme.desk.page.ground
    }

    Row {
        id: ways

        anchors.left: parent.left
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.sizes.gap / 2
        spacing: Theme.sizes.gap

        ActionButton {
            objectName: "diagnostics_signals"
            label: qsTr("Signals")
            onActivated: root.model.open(Diagnostics.Step.SIGNALS)
        }

        ActionButton {
            objectName: "diagnostics_touch"
            label: qsTr("Touch")
            onActivated: root.model.open(Diagnostics.Step.TOUCH)
        }

        ActionButton {
            objectName: "diagnostics_log"
            label: qsTr("Log")
            onActivated: root.model.open(Diagnostics.Step.LOG)
        }

        ActionButton {
            objectName: "diagnostics_languages_open"
            label: qsTr("Languages")
            onActivated: root.model.open(Diagnostics.Step.LANGUAGES)
        }
    }
}
