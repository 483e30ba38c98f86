import QtQuick
import Hubtap
import Hubtap.Models

// The next card is for this. The bar steps once a second.
StaffGround {
    id: root

    required property Moments moments
    readonly property int most: 20
    readonly property bool isWaiting: root.moments.awaited_outcome === ""
    readonly property var outcomes: ({
            "done": qsTr("Done. The card works from now on."),
            "taken": qsTr("That card is someone else's."),
            "tapped_lately": qsTr("That card was tapped here lately. Use another."),
            "staff_card": qsTr("That is a staff card."),
            "cannot_identify": qsTr("That card has no number that stays."),
            "too_late": qsTr("No card came. Try again."),
            "not_saved": qsTr("Not saved. Use paper.")
        })
    signal cancelled

    visible: root.moments.awaited !== ""

    StaffWords {
        id: words

        objectName: "awaited_words"
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.margins: Theme.sizes.margin
        horizontalAlignment: Text.AlignHCenter
        text: root.isWaiting ? qsTr("Tap the new card now") : root.outcomes[root.moments.awaited_outcome]
        font.pixelSize: Theme.sizes.staffNumber
        font.bold: true
    }

    StaffWords {
        objectName: "awaited_name"
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: words.bottom
        anchors.topMargin: Theme.sizes.gap
        horizontalAlignment: Text.AlignHCenter
        text: root.moments.awaited_name
    }

    Rectangle {
        objectName: "awaited_bar"
        anchors.bottom: cancel.top
        anchors.bottomMargin: Theme.sizes.margin
        anchors.horizontalCenter: parent.horizontalCenter
        width: parent.width - 2 * Theme.sizes.margin
        height: Theme.sizes.icon
        visible: root.isWaiting
        color: Theme.desk.field.ground
        border.color: Theme.desk.line
        border.width: Theme.sizes.line

        Accessible.role: Accessible.ProgressBar
        //: %1 is a number of seconds.
        Accessible.name: qsTr("%1 s left").arg(root.moments.awaited_s)

        Rectangle {
            anchors.left: parent.left
            anchors.top: parent.top
            anchors.bottom: parent.bottom
            width: parent.width * Math.min(1, root.moments.awaited_s / root.most)
            color: Theme.desk.progress
        }
    }

    ActionButton {
        id: cancel

        objectName: "awaited_cancel"
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.sizes.gap
        label: root.isWaiting ? qsTr("Cancel") : qsTr("Close")
        onActivated: root.cancelled()
    }
}
