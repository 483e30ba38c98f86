import QtQuick
import Hubtap
import Hubtap.Models

// How staff get in: six digits, or their card. Room for every message is kept, so that the keypad never moves.
StaffGround {
    id: root

    required property StaffModels models
    readonly property PinPad pin: root.models.pin
    readonly property list<string> messages: [
        "",
        qsTr("Checking …"),
        qsTr("That PIN is not known."),
        //: %1 is a number of seconds.
        qsTr("Too many tries. Wait %1\u00a0s.").arg(root.pin.wait_s),
        qsTr("No PIN is set yet."),
        qsTr("One moment: the kiosk starts again.")
    ]

    StaffWords {
        id: title

        objectName: "pin_title"
        anchors.left: parent.left
        anchors.leftMargin: Theme.sizes.margin
        anchors.top: keypad.top
        anchors.right: keypad.left
        anchors.rightMargin: Theme.sizes.margin
        text: qsTr("Staff: enter your PIN")
        font.bold: true
    }

    PinDots {
        id: dots

        anchors.left: title.left
        anchors.top: title.bottom
        anchors.topMargin: Theme.sizes.gap
        entered: root.pin.entered
        length: root.pin.length
    }

    StaffWords {
        objectName: "pin_message"
        anchors.left: title.left
        anchors.right: title.right
        anchors.top: dots.bottom
        anchors.bottom: code.top
        anchors.topMargin: Theme.sizes.gap
        anchors.bottomMargin: Theme.sizes.gap
        verticalAlignment: Text.AlignVCenter
        text: root.messages[root.pin.says]
        font.bold: true
    }

    StaffWords {
        objectName: "pin_card"
        anchors.left: close.right
        anchors.leftMargin: Theme.sizes.gap
        anchors.right: title.right
        anchors.verticalCenter: close.verticalCenter
        text: qsTr("or tap your staff card")
    }

    ActionButton {
        id: code

        objectName: "pin_code"
        anchors.left: title.left
        anchors.bottom: close.top
        anchors.bottomMargin: Theme.sizes.gap
        pair: Theme.desk.tile
        label: qsTr("Code from IT")
        onActivated: root.models.screen.rescue()
    }

    IconButton {
        id: close

        objectName: "pin_close"
        anchors.left: title.left
        anchors.bottom: keypad.bottom
        label: qsTr("Close")
        onActivated: root.models.screen.leave()

        BackMark {
            disc: "transparent"
            ink: close.ink
            rotation: Application.layoutDirection === Qt.RightToLeft ? 180 : 0
        }
    }

    Keypad {
        id: keypad

        anchors.right: parent.right
        anchors.rightMargin: Theme.sizes.margin
        anchors.verticalCenter: parent.verticalCenter
        screen: "pin"
        onPressed: digit => root.pin.press(digit)
        onErased: root.pin.erase()
    }
}
