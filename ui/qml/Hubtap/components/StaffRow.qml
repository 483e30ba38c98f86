import QtQuick
import Hubtap

// A row of a list: a short lead such as a time, words, a quieter detail below, and buttons at its end.
Item {
    id: root

    property string lead: ""
    required property string words
    property string detail: ""
    default property alias buttons: holder.data

    implicitHeight: Theme.sizes.touch + Theme.sizes.gap

    Accessible.role: Accessible.ListItem
    Accessible.name: [root.lead, root.words, root.detail].filter(part => part !== "").join(", ")

    StaffWords {
        id: first

        anchors.left: parent.left
        anchors.verticalCenter: parent.verticalCenter
        width: Theme.sizes.leadWidth
        visible: root.lead !== ""
        text: root.lead
        wrapMode: Text.NoWrap
        Accessible.ignored: true
    }

    Column {
        anchors.left: first.visible ? first.right : parent.left
        anchors.right: holder.left
        anchors.rightMargin: Theme.sizes.gap
        anchors.verticalCenter: parent.verticalCenter

        TextLine {
            width: parent.width
            text: root.words
            font.bold: true
            Accessible.ignored: true
        }

        TextLine {
            width: parent.width
            visible: root.detail !== ""
            text: root.detail
            Accessible.ignored: true
        }
    }

    Row {
        id: holder

        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.sizes.gap
    }

    Rectangle {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        height: Theme.sizes.line
        color: Theme.desk.line
    }
}
