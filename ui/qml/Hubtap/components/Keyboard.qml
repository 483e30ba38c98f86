pragma ComponentBehavior: Bound
import QtQuick
import Hubtap
import Hubtap.Models

// A small keyboard for staff: what is typed, letters from A to Z, accents of the last letter, digits. It has no focus
// and takes none, so that a card is never taken for typing. ``beside`` stands beside what is typed.
Item {
    id: root

    required property Typing typing
    required property string screen
    property string hint: ""
    property real besideWidth: 0
    // Where accents make no difference; a long touch of a letter still brings them.
    property bool hasAccents: true
    default property alias beside: holder.data

    implicitWidth: Theme.sizes.stageWidth - 2 * Theme.sizes.narrowEdge
    implicitHeight: 4 * Theme.sizes.touch + 3 * Theme.sizes.gap

    Rectangle {
        id: field

        anchors.left: parent.left
        anchors.right: holder.left
        anchors.rightMargin: root.besideWidth > 0 ? Theme.sizes.gap : 0
        height: Theme.sizes.touch
        radius: Theme.sizes.round
        color: Theme.desk.field.ground
        border.color: Theme.desk.line
        border.width: 2 * Theme.sizes.line

        TextLine {
            objectName: root.screen + "_typed"
            anchors.fill: parent
            anchors.leftMargin: Theme.sizes.gap
            anchors.rightMargin: Theme.sizes.gap / 2
            verticalAlignment: Text.AlignVCenter
            elide: Text.ElideLeft
            text: root.typing.text || root.hint
            color: Theme.desk.field.ink
            opacity: root.typing.text ? 1 : 0.75
            font.bold: root.typing.text !== ""
            Accessible.role: Accessible.EditableText
        }
    }

    Item {
        id: holder

        anchors.right: tools.left
        anchors.rightMargin: Theme.sizes.gap
        width: root.besideWidth
        height: Theme.sizes.touch
    }

    Row {
        id: tools

        anchors.right: parent.right
        spacing: Theme.sizes.gap

        LetterKey {
            objectName: root.screen + "_vary"
            visible: root.hasAccents
            letter: "áą"
            told: qsTr("Accents of the last letter")
            enabled: root.typing.varies
            opacity: enabled ? 1 : 0.6
            isChosen: root.typing.layer === Typing.Layer.VARIANTS
            onStruck: root.typing.vary()
        }

        LetterKey {
            objectName: root.screen + "_sign"
            letter: "123"
            told: qsTr("Digits and signs")
            isChosen: root.typing.layer === Typing.Layer.SIGNS
            onStruck: root.typing.sign()
        }

        LetterKey {
            id: space

            objectName: root.screen + "_space"
            letter: ""
            drawn: SpaceMark {
                disc: "transparent"
                ink: space.ink
            }
            told: qsTr("Space")
            onStruck: root.typing.strike(" ")
        }
    }

    Grid {
        anchors.left: parent.left
        anchors.top: field.bottom
        anchors.topMargin: Theme.sizes.gap
        columns: 9
        spacing: Theme.sizes.gap
        LayoutMirroring.enabled: false

        Repeater {
            model: root.typing.keys

            LetterKey {
                required property string modelData

                objectName: root.screen + "_key_" + modelData
                letter: modelData
                told: modelData
                onStruck: root.typing.strike(modelData)
                onHeld: root.typing.vary()
            }
        }
    }

    Key {
        id: eraser

        objectName: root.screen + "_erase"
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        width: Theme.sizes.touch
        height: Theme.sizes.touch
        LayoutMirroring.enabled: false
        label: qsTr("Delete")
        drawn: EraseMark {
            disc: "transparent"
            ink: eraser.ink
        }
        onStruck: root.typing.erase()
    }
}
