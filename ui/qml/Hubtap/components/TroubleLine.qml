import QtQuick
import Hubtap

// What was not done, in known words.
Rectangle {
    id: root

    required property string code
    readonly property var sentences: ({
            "locked": qsTr("It is locked. Nothing was done."),
            "not_allowed": qsTr("Only a lead can do that."),
            "not_saved": qsTr("Not saved. Use paper."),
            "gone": qsTr("It is not there any more."),
            "duplicate": qsTr("Someone of that name is here."),
            "weak_pin": qsTr("Anybody would guess that PIN."),
            "pin_taken": qsTr("Choose another PIN."),
            "too_many_pins": qsTr("No more new PINs today. Ask a lead, or try tomorrow."),
            "wrong": qsTr("That is not right."),
            "last_lead": qsTr("There must be one more lead."),
            "bad_time": qsTr("That time can't be right."),
            "no_stick": qsTr("There is no USB stick."),
            "nothing_open": qsTr("No event is open."),
            "no_worker": qsTr("Sending is not running."),
            "away": qsTr("Not done: the kiosk starts again.")
        })

    radius: Theme.sizes.round
    color: Theme.desk.warning.ground

    Item {
        id: holder

        anchors.left: parent.left
        anchors.leftMargin: Theme.sizes.gap
        anchors.verticalCenter: parent.verticalCenter
        width: Theme.sizes.icon
        height: Theme.sizes.icon

        WarningMark {
            disc: "transparent"
            ink: Theme.desk.warning.ink
        }
    }

    StaffWords {
        anchors.left: holder.right
        anchors.leftMargin: Theme.sizes.gap
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        text: root.sentences[root.code] ?? qsTr("Not done.")
        color: Theme.desk.warning.ink
        fontSizeMode: Text.Fit
        maximumLineCount: 2
        Accessible.role: Accessible.AlertMessage
    }
}
