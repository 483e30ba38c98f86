pragma ComponentBehavior: Bound
import QtQuick
import Hubtap
import Hubtap.Models

// A new PIN, typed twice; the old one first where it is asked for. ``whose`` says for whom.
Item {
    id: root

    required property PinSetting pin
    required property string screen
    property string whose: ""
    // In the order of PinSetting.Part.
    readonly property list<string> asks: [qsTr("Your PIN until now"), qsTr("A new PIN of 6 digits"), qsTr("The new PIN once more")]
    // In the order of PinSetting.Trouble.
    readonly property list<string> troubles: [
        "",
        qsTr("Anybody would guess that one."),
        qsTr("The two were not the same. Begin again."),
        qsTr("Choose another PIN."),
        qsTr("That was not your PIN."),
        //: %1 is a number of seconds.
        qsTr("Too many wrong PINs. Wait %1\u00a0s.").arg(root.pin.wait_s)
    ]

    anchors.fill: parent

    StaffWords {
        id: whom

        objectName: root.screen + "_whose"
        anchors.left: parent.left
        anchors.leftMargin: Theme.sizes.margin
        anchors.right: keypad.left
        anchors.rightMargin: Theme.sizes.margin
        anchors.top: keypad.top
        visible: root.whose !== ""
        text: root.whose
    }

    StaffWords {
        id: asked

        objectName: root.screen + "_asked"
        anchors.left: whom.left
        anchors.right: whom.right
        anchors.top: whom.visible ? whom.bottom : keypad.top
        text: root.asks[root.pin.part]
        font.bold: true
    }

    PinDots {
        id: dots

        anchors.left: whom.left
        anchors.top: asked.bottom
        anchors.topMargin: Theme.sizes.gap
        entered: root.pin.entered
        length: root.pin.length
    }

    StaffWords {
        objectName: root.screen + "_trouble"
        anchors.left: whom.left
        anchors.right: whom.right
        anchors.top: dots.bottom
        anchors.bottom: keypad.bottom
        anchors.topMargin: Theme.sizes.gap
        verticalAlignment: Text.AlignVCenter
        text: root.pin.checking ? qsTr("Checking …") : root.troubles[root.pin.trouble]
        font.bold: true
    }

    Keypad {
        id: keypad

        anchors.right: parent.right
        anchors.rightMargin: Theme.sizes.margin
        anchors.verticalCenter: parent.verticalCenter
        screen: root.screen
        keyHeight: Theme.sizes.touch
        onPressed: digit => root.pin.press(digit)
        onErased: root.pin.erase()
    }
}
