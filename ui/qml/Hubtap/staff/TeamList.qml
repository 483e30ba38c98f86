pragma ComponentBehavior: Bound
import QtQuick
import Hubtap
import Hubtap.Models

// The team. Whoever isn't a lead finds themselves there, and their own PIN.
Item {
    id: root

    required property Team model
    readonly property var done: ({
            "added": qsTr("Added. The PIN works from now on."),
            "removed": qsTr("Removed. The PIN opens nothing any more."),
            "pin": qsTr("The new PIN works from now on.")
        })

    StaffList {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.topMargin: Theme.sizes.gap
        anchors.bottom: add.visible ? add.top : parent.bottom
        anchors.bottomMargin: Theme.sizes.gap / 2
        screen: "team"
        model: root.model.rows
        delegate: PickRow {
            required property int index
            required property string staff
            required property string name
            required property bool heads
            required property int cards
            required property bool me
            readonly property string role: heads ? qsTr("Lead") : qsTr("Helper")

            objectName: "team_mate_" + index
            width: ListView.view.width
            //: %1 is the name of whoever reads it.
            words: me ? qsTr("%1 (you)").arg(name) : name
            //: %1 is "Lead" or "Helper", %2 a number of cards.
            detail: cards > 0 ? qsTr("%1, staff cards: %2").arg(role).arg(cards) : role
            onPicked: root.model.pick(staff)
        }
    }

    ActionButton {
        id: add

        objectName: "team_add"
        anchors.left: parent.left
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.sizes.gap / 2
        visible: root.model.may_lead
        label: qsTr("Add someone")
        onActivated: root.model.add()
    }

    StaffWords {
        objectName: "team_did"
        anchors.left: add.visible ? add.right : parent.left
        anchors.leftMargin: add.visible ? Theme.sizes.gap : 0
        anchors.right: parent.right
        anchors.verticalCenter: add.verticalCenter
        visible: root.model.did !== ""
        text: root.done[root.model.did] ?? ""
        fontSizeMode: Text.HorizontalFit
    }
}
