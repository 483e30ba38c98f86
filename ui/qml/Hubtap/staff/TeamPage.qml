pragma ComponentBehavior: Bound
import QtQuick
import Hubtap
import Hubtap.Models

// Staff and PINs, step by step.
Item {
    id: root

    required property Team model

    Item {
        anchors.fill: parent
        anchors.leftMargin: Theme.sizes.edge
        anchors.rightMargin: Theme.sizes.edge

        TeamList {
            anchors.fill: parent
            visible: root.model.step === Team.Step.LIST
            model: root.model
        }

        TeamMate {
            anchors.fill: parent
            visible: root.model.step === Team.Step.MATE
            model: root.model
        }

        TeamRole {
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            visible: root.model.step === Team.Step.ROLE
            onChosen: lead => root.model.choose_role(lead)
        }
    }

    Keyboard {
        anchors.centerIn: parent
        visible: root.model.step === Team.Step.NAME
        typing: root.model.typing
        screen: "team"
        hint: qsTr("Name")
        besideWidth: Theme.sizes.besideTyping

        ActionButton {
            objectName: "team_named"
            anchors.fill: parent
            enabled: root.model.is_named
            label: qsTr("Next")
            onActivated: root.model.name_done()
        }
    }

    PinSetter {
        visible: root.model.step === Team.Step.NEW_PIN || root.model.step === Team.Step.OTHER_PIN
        pin: root.model.pin
        screen: "team_pin"
        whose: root.model.step === Team.Step.NEW_PIN ? root.model.typing.text : root.model.name
    }
}
