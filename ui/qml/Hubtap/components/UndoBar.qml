import QtQuick
import Hubtap

// What was done last, and a button that takes it back.
Touchable {
    id: root

    required property string did
    required property string name
    // Its drawing alone, where the words beside it need the room.
    property bool isBrief: false
    readonly property var sentences: ({
            "checked_in": qsTr("Checked in: %1"),
            "checked_out": qsTr("Said goodbye: %1"),
            "added_person": qsTr("Added: %1"),
            "added_staff": qsTr("Added: %1"),
            "undid": qsTr("Undone: %1"),
            "moved": qsTr("Moved"),
            "linked_card": qsTr("Linked a card: %1"),
            "added_staff_card": qsTr("New staff card: %1"),
            "reported_card_lost": qsTr("Card lost: %1"),
            "counted_heads": qsTr("Counted"),
            "opened_event": qsTr("Opened: %1"),
            "made_event": qsTr("Opened: %1"),
            "copied_from_paper": qsTr("Copied: %1")
        })
    // Where nobody knows a name, or where it was about none.
    readonly property var nameless: ({
            "checked_in": qsTr("Checked in"),
            "checked_out": qsTr("Said goodbye"),
            "undid": qsTr("Undone"),
            "linked_card": qsTr("Linked a card"),
            "reported_card_lost": qsTr("Card lost"),
            "opened_event": qsTr("Opened"),
            "made_event": qsTr("Opened")
        })
    readonly property string sentence: (root.name === "" ? root.nameless[root.did] : undefined) ?? root.sentences[root.did] ?? qsTr("Done")
    readonly property string said: root.sentence.includes("%1") ? root.sentence.arg(root.name) : root.sentence

    objectName: "staff_undo"
    label: qsTr("Undo")
    pair: Theme.desk.undo
    implicitWidth: Math.max(Theme.sizes.touch, row.implicitWidth + 2 * Theme.sizes.gap)
    Accessible.description: root.said

    Row {
        id: row

        anchors.centerIn: parent
        spacing: Theme.sizes.gap / 2

        Item {
            anchors.verticalCenter: parent.verticalCenter
            width: Theme.sizes.icon
            height: Theme.sizes.icon

            UndoMark {
                disc: "transparent"
                ink: root.ink
            }
        }

        StaffWords {
            visible: !root.isBrief
            text: root.label
            color: root.ink
            wrapMode: Text.NoWrap
            font.bold: true
            Accessible.ignored: true
        }
    }
}
