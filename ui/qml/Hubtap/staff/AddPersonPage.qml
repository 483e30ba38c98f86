import QtQuick
import Hubtap
import Hubtap.Models

// Someone new: a name, and they are in. Where someone of that name is in already, staff say who is meant.
Item {
    id: root

    required property AddPerson model
    readonly property bool isAsking: root.model.doubted !== ""

    Keyboard {
        anchors.centerIn: parent
        visible: !root.isAsking
        typing: root.model.typing
        screen: "add"
        hint: qsTr("First name, initial")
        besideWidth: Theme.sizes.besideTyping

        ActionButton {
            objectName: "add_add"
            anchors.fill: parent
            enabled: root.model.can_add
            label: qsTr("Add")
            onActivated: root.model.add()
        }
    }

    Item {
        anchors.fill: parent
        anchors.margins: Theme.sizes.edge
        visible: root.isAsking

        StaffWords {
            id: question

            objectName: "add_question"
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: parent.top
            //: %1 is a name.
            text: qsTr("Someone called %1 is here already: is it another person?").arg(root.model.doubted)
            font.bold: true
        }

        Row {
            id: choices

            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: question.bottom
            anchors.topMargin: Theme.sizes.gap
            anchors.bottom: parent.bottom
            spacing: Theme.sizes.gap

            Choice {
                objectName: "add_another"
                width: (choices.width - choices.spacing) / 2
                height: choices.height
                label: qsTr("Another person")
                //: %1 is a name.
                means: qsTr("Add %1 as well.").arg(root.model.doubted)
                onActivated: root.model.add_another()
            }

            Choice {
                objectName: "add_same"
                width: (choices.width - choices.spacing) / 2
                height: choices.height
                label: qsTr("The same person")
                means: qsTr("Add nobody: they are in already.")
                onActivated: root.model.is_the_same()
            }
        }
    }
}
