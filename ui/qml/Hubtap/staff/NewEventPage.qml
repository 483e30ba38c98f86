import QtQuick
import Hubtap
import Hubtap.Models

// An event that nobody planned: its title.
Item {
    id: root

    required property NewEvent model

    Keyboard {
        anchors.centerIn: parent
        typing: root.model.typing
        screen: "new_event"
        hint: qsTr("Its title")
        besideWidth: Theme.sizes.besideTyping

        ActionButton {
            objectName: "new_event_next"
            anchors.fill: parent
            enabled: root.model.title !== ""
            label: qsTr("Next")
            onActivated: root.model.go_on()
        }
    }
}
