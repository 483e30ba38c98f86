import QtQuick
import Hubtap

// One arrival: when, who, how, whether they left. Undo on each; one that was undone says so and can be brought back.
Item {
    id: root

    required property int index
    required property string record
    required property string name
    required property string at
    required property string by
    required property string left_at
    required property bool inferred
    required property bool known
    required property string undone_by
    readonly property bool undone: root.undone_by !== ""
    property bool mayLink: false
    readonly property string who: root.known ? root.name || qsTr("No name shown") : qsTr("Unknown card")
    readonly property var ways: ({
            "card": qsTr("by card"),
            "staff": qsTr("by staff"),
            "paper": qsTr("from paper")
        })
    //: %1 is a time. Nobody said goodbye, so it is the time at which everyone leaves.
    readonly property string left_words: root.left_at === "" ? "" : (root.inferred ? qsTr("left %1, inferred") : qsTr("left %1")).arg(root.left_at)
    readonly property string detail: root.undone ? qsTr("undone") : [root.ways[root.by] ?? "", root.left_words].filter(part => part !== "").join(" · ")
    signal undoWanted
    signal backWanted
    signal linkWanted

    implicitHeight: Theme.sizes.touch + Theme.sizes.gap

    Accessible.role: Accessible.ListItem
    Accessible.name: [root.at, root.who, root.detail].join(", ")

    StaffWords {
        id: time

        anchors.left: parent.left
        anchors.verticalCenter: parent.verticalCenter
        width: Theme.sizes.leadWidth
        text: root.at
        wrapMode: Text.NoWrap
        Accessible.ignored: true
    }

    TextLine {
        id: title

        anchors.left: time.right
        anchors.right: buttons.left
        anchors.rightMargin: Theme.sizes.gap
        anchors.bottom: parent.verticalCenter
        text: root.who
        font.bold: true
        font.strikeout: root.undone
        Accessible.ignored: true
    }

    Item {
        id: drawing

        anchors.left: title.left
        anchors.top: parent.verticalCenter
        width: Theme.sizes.icon
        height: Theme.sizes.icon

        CardMark {
            visible: root.by === "card" && !root.undone
            disc: "transparent"
            ink: Theme.desk.page.ink
        }

        PersonMark {
            visible: root.by === "staff" && !root.undone
            disc: "transparent"
            ink: Theme.desk.page.ink
        }

        PencilMark {
            visible: root.by === "paper" && !root.undone
            disc: "transparent"
            ink: Theme.desk.page.ink
        }

        UndoMark {
            visible: root.undone
            disc: "transparent"
            ink: Theme.desk.page.ink
        }
    }

    TextLine {
        anchors.left: drawing.right
        anchors.leftMargin: Theme.sizes.gap / 2
        anchors.right: title.right
        anchors.verticalCenter: drawing.verticalCenter
        text: root.detail
        Accessible.ignored: true
    }

    Row {
        id: buttons

        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.sizes.gap

        ActionButton {
            objectName: "arrivals_link_" + root.index
            visible: !root.known && !root.undone && root.mayLink
            pair: Theme.desk.tile
            policy: TapHandler.DragThreshold
            label: qsTr("Link")
            onActivated: root.linkWanted()
        }

        ActionButton {
            objectName: "arrivals_undo_" + root.index
            visible: !root.undone
            policy: TapHandler.DragThreshold
            label: qsTr("Undo")
            Accessible.description: root.who
            onActivated: root.undoWanted()
        }

        ActionButton {
            objectName: "arrivals_back_" + root.index
            visible: root.undone
            pair: Theme.desk.tile
            policy: TapHandler.DragThreshold
            label: qsTr("Bring back")
            Accessible.description: root.who
            onActivated: root.backWanted()
        }
    }

    Rectangle {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        height: Theme.sizes.line
        color: Theme.desk.line
    }
}
