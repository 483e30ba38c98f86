pragma ComponentBehavior: Bound
import QtQuick
import Hubtap
import Hubtap.Models

// A line of a paper register: who it was, then when they came, and when they left if the paper says so.
Item {
    id: root

    required property PaperLine model

    MemberSearch {
        visible: !root.model.has_someone
        search: root.model.search
        screen: "line"

        ActionButton {
            objectName: "line_new"
            visible: root.model.search.reading === Search.Reading.NAME
            label: qsTr("Take the name as typed")
            onActivated: root.model.take_typed()
        }
    }

    Item {
        anchors.fill: parent
        anchors.leftMargin: Theme.sizes.margin
        anchors.rightMargin: Theme.sizes.margin
        visible: root.model.has_someone

        Column {
            anchors.left: parent.left
            anchors.right: keypad.left
            anchors.rightMargin: Theme.sizes.margin
            anchors.top: keypad.top
            spacing: Theme.sizes.gap

            TextLine {
                objectName: "line_name"
                width: parent.width
                text: root.model.name || qsTr("Someone of another hub")
                font.bold: true
            }

            TimeField {
                objectName: "line_came"
                width: parent.width
                label: qsTr("Came")
                time: root.model.came
                isChosen: !root.model.on_left
                onActivated: root.model.turn(false)
            }

            TimeField {
                objectName: "line_left"
                width: parent.width
                label: qsTr("Left")
                time: root.model.gone
                isChosen: root.model.on_left
                onActivated: root.model.turn(true)
            }

            ActionButton {
                objectName: "line_save"
                width: parent.width
                enabled: root.model.can_save
                label: qsTr("Save")
                onActivated: root.model.save()
            }
        }

        Keypad {
            id: keypad

            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            screen: "line"
            keyHeight: Theme.sizes.touch
            onPressed: digit => root.model.press(digit)
            onErased: root.model.erase()
        }
    }
}
