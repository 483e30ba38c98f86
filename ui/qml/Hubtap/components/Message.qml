import QtQuick
import Hubtap

// A drawing and two lines: what happened, and what to do. One of them carries the weight.
Sheet {
    id: root

    required property string opening
    required property string main
    property bool openingIsName: false
    property int mainSize: Theme.sizes.hero
    default property alias mark: holder.data

    Item {
        id: holder

        anchors.left: parent.left
        anchors.leftMargin: Theme.sizes.margin
        anchors.verticalCenter: parent.verticalCenter
        width: Theme.sizes.mark
        height: Theme.sizes.mark
    }

    Column {
        anchors.left: holder.right
        anchors.leftMargin: Theme.sizes.margin
        anchors.right: parent.right
        anchors.rightMargin: Theme.sizes.margin
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.sizes.gap

        Words {
            objectName: "message_opening"
            width: parent.width
            text: root.opening
            visible: root.opening !== ""
            color: root.pair.ink
            wrapMode: root.openingIsName ? Text.Wrap : Text.WordWrap
            font.pixelSize: root.openingIsName ? Theme.sizes.headline : Theme.sizes.text
        }

        Words {
            objectName: "message_main"
            width: parent.width
            text: root.main
            color: root.pair.ink
            font.pixelSize: root.mainSize
            font.bold: true
        }
    }
}
