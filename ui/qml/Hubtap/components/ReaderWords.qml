import QtQuick

// What is wrong with a card reader and what helps, by the codes of the daemon.
QtObject {
    id: root

    readonly property string lost: qsTr("No reader was found. Check its cable.")
    readonly property string taken: qsTr("Another program has it. Tell IT.")
    readonly property string kept: qsTr("This program may not use it. Tell IT.")
    readonly property string held: qsTr("Linux took it for itself. Tell IT.")
    readonly property var sentences: ({
            "no_reader": root.lost,
            "unplugged": qsTr("It was unplugged. Plug it in again."),
            "busy": root.taken,
            "stuck": qsTr("It does not come back. The kiosk starts again by itself in a minute."),
            "no_service": qsTr("The smart card service does not answer. Tell IT."),
            "service_denies": root.kept,
            "pn533_holds": root.held,
            "port100_holds": root.held,
            "no_driver": qsTr("It is there, but does not work. Plug it in again; if that doesn't help, tell IT."),
            "nfc_silent": qsTr("It does not answer. Check its cable."),
            "nfc_not_there": root.lost,
            "nfc_busy": root.taken,
            "nfc_no_driver": qsTr("Its driver is not installed. Tell IT."),
            "nfc_denied": root.kept,
            "wedge_not_found": root.lost,
            "wedge_denied": root.kept,
            "wedge_no_keyboard": qsTr("The settings name something else. Tell IT.")
        })
}
