import QtQuick
import Hubtap
import Hubtap.Models

// Sending by USB stick: what waits goes out, the answer comes in; one event's list where it was asked for.
Item {
    id: root

    required property Stick model
    readonly property var troubles: ({
            "no_stick": qsTr("There is no USB stick."),
            "full": qsTr("The stick is full. Take another one."),
            "read_only": qsTr("Nothing can be written to this stick. Is it locked?"),
            "unreadable": qsTr("This stick can't be read here. Take one with FAT or exFAT."),
            "pulled_out": qsTr("The stick was pulled out too early. Try again."),
            "no_answer": qsTr("There is no answer on this stick."),
            "other_kiosk": qsTr("The answer on this stick is for another kiosk."),
            "unavailable": qsTr("This kiosk can't use USB sticks. Tell IT."),
            "no_worker": qsTr("Sending is not running. Tell IT."),
            "not_enrolled": qsTr("This kiosk belongs to no hub yet."),
            "not_our_service": qsTr("The answer on this stick is from another service."),
            "damaged": qsTr("The answer on this stick is damaged. Fetch it again."),
            "newer_service": qsTr("This kiosk is too old for that answer. Tell IT.")
        })
    readonly property bool hasCount: root.model.all > 0
    readonly property string count: qsTr("%1 of %2").arg(root.model.done).arg(root.model.all)
    readonly property string written: root.hasCount
        //: %1 is a number of records, %2 the name of a file.
        ? qsTr("%1 records are on the stick, in %2. You can pull it out.").arg(root.model.done).arg(root.model.detail)
        //: %1 is the name of a file.
        : qsTr("The list is on the stick, in %1. You can pull it out.").arg(root.model.detail)
    readonly property var sentences: ({
            "idle": root.model.found ? qsTr("A stick is in.") : qsTr("Put a USB stick in."),
            "writing": qsTr("Writing. Leave the stick in."),
            "written": root.written,
            "reading": qsTr("Reading. Leave the stick in."),
            //: %1 is a number of records.
            "read": qsTr("The answer was read: %1 records have arrived. You can pull the stick out.").arg(root.model.done),
            "nothing": qsTr("The answer holds nothing new. You can pull the stick out."),
            "failed": root.troubles[root.model.detail] ?? qsTr("It did not work. Try another stick, or tell IT.")
        })

    StaffWords {
        id: says

        objectName: "stick_says"
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.margins: Theme.sizes.edge
        text: root.sentences[root.model.state] ?? ""
        wrapMode: Text.Wrap
        font.bold: true
    }

    StepBar {
        objectName: "stick_bar"
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: says.bottom
        anchors.margins: Theme.sizes.edge
        visible: root.model.is_at_work && root.hasCount
        told: root.count
        part: root.hasCount ? root.model.done / root.model.all : 0
    }

    Column {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.margins: Theme.sizes.edge
        spacing: Theme.sizes.gap

        ActionButton {
            objectName: "stick_report"
            width: parent.width
            visible: root.model.title !== ""
            enabled: !root.model.is_at_work
            label: qsTr("Write the list of this event")
            Accessible.description: root.model.title
            onActivated: root.model.report()
        }

        ActionButton {
            objectName: "stick_write"
            width: parent.width
            visible: root.model.title === ""
            enabled: !root.model.is_at_work
            label: qsTr("Write what waits")
            onActivated: root.model.write()
        }

        ActionButton {
            objectName: "stick_read"
            width: parent.width
            visible: root.model.title === ""
            enabled: !root.model.is_at_work
            label: qsTr("Read the answer")
            onActivated: root.model.read()
        }
    }
}
