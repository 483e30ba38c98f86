import QtQuick
import Hubtap
import Hubtap.Models

// One of the team: their PIN, their staff cards, and leaving. What can't be undone is held.
Item {
    id: root

    required property Team model

    TextLine {
        id: name

        objectName: "mate_name"
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.topMargin: Theme.sizes.gap
        text: root.model.name
        font.bold: true
    }

    StaffWords {
        id: role

        objectName: "mate_role"
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: name.bottom
        text: root.model.did === "pin" ? qsTr("The new PIN works from now on.") : root.model.lead ? qsTr("Lead") : qsTr("Helper")
    }

    Flow {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: role.bottom
        anchors.topMargin: Theme.sizes.gap
        spacing: Theme.sizes.gap

        ActionButton {
            objectName: "mate_pin"
            visible: root.model.me || root.model.may_lead
            label: root.model.me ? qsTr("Change my PIN") : qsTr("Set a new PIN")
            onActivated: root.model.change_pin()
        }

        ActionButton {
            objectName: "mate_card"
            visible: root.model.may_lead
            label: qsTr("Add a staff card")
            onActivated: root.model.await_card()
        }

        HoldButton {
            objectName: "mate_no_cards"
            visible: root.model.may_lead && root.model.cards > 0
            //: %1 is a number of cards.
            label: qsTr("Hold: remove staff cards (%1)").arg(root.model.cards)
            onHeld: root.model.remove_cards()
        }

        HoldButton {
            objectName: "mate_remove"
            visible: root.model.may_lead
            label: qsTr("Hold: remove from the team")
            onHeld: root.model.remove()
        }
    }
}
