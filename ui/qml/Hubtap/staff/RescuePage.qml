pragma ComponentBehavior: Bound
import QtQuick
import Hubtap
import Hubtap.Models

// In with a code from IT: the code, a new PIN typed twice, a name.
StaffGround {
    id: root

    required property StaffModels models
    readonly property Rescue rescue: root.models.rescue
    readonly property bool isName: root.rescue.step === Rescue.Step.NAME
    readonly property var troubles: ({
            "wrong": qsTr("That code is not right, or too old."),
            "gone": qsTr("There is no lead of that name."),
            "locked": qsTr("Too many tries. Wait a little."),
            "not_saved": qsTr("Not saved. Try again."),
            "away": qsTr("One moment: the kiosk starts again.")
        })

    IconButton {
        id: close

        objectName: "rescue_close"
        anchors.left: keyboard.left
        anchors.top: parent.top
        anchors.topMargin: Theme.sizes.gap / 2
        label: qsTr("Close")
        onActivated: root.models.screen.leave()

        BackMark {
            disc: "transparent"
            ink: close.ink
            rotation: Application.layoutDirection === Qt.RightToLeft ? 180 : 0
        }
    }

    StaffWords {
        objectName: "rescue_title"
        anchors.left: close.right
        anchors.leftMargin: Theme.sizes.gap
        anchors.right: parent.right
        anchors.rightMargin: Theme.sizes.gap
        anchors.verticalCenter: close.verticalCenter
        visible: keyboard.visible
        text: root.rescue.trouble ? root.troubles[root.rescue.trouble] ?? qsTr("Not done.") : keyboard.hint
        font.bold: true
    }

    Keyboard {
        id: keyboard

        anchors.horizontalCenter: parent.horizontalCenter
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.sizes.gap / 4
        visible: root.rescue.step !== Rescue.Step.PIN
        screen: "rescue"
        typing: root.isName ? root.rescue.name : root.rescue.code
        hint: root.isName ? qsTr("Your name") : qsTr("Code from IT")
        besideWidth: Theme.sizes.besideTyping

        ActionButton {
            objectName: "rescue_next"
            anchors.fill: parent
            label: root.isName ? qsTr("Done") : qsTr("Next")
            enabled: keyboard.typing.text !== ""
            onActivated: root.rescue.next()
        }
    }

    Item {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: close.bottom
        anchors.bottom: parent.bottom
        visible: root.rescue.step === Rescue.Step.PIN

        PinSetter {
            pin: root.rescue.pin
            screen: "rescue_pin"
        }
    }
}
