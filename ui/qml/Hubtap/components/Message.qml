import QtQuick
import Hubtap

// A drawing and two lines: what happened, and what to do. One of them carries the weight.
Sheet {
    id: root

    required property string opening
    required property string main
    property int openingSize: Theme.sizes.text
    property int mainSize: Theme.sizes.hero
    default property alias mark: holder.data
    readonly property real openingHeight: root.opening ? first.contentHeight + Theme.sizes.gap : 0

    Item {
        id: holder

        anchors.left: parent.left
        anchors.leftMargin: Theme.sizes.margin
        anchors.verticalCenter: parent.verticalCenter
        width: Theme.sizes.mark
        height: Theme.sizes.mark
    }

    Item {
        anchors.left: holder.right
        anchors.leftMargin: Theme.sizes.margin
        anchors.right: parent.right
        anchors.rightMargin: Theme.sizes.margin
        anchors.verticalCenter: parent.verticalCenter
        height: root.openingHeight + second.contentHeight

        Words {
            id: first

            objectName: "message_opening"
            width: parent.width
            height: root.height / 2
            text: root.opening
            visible: root.opening !== ""
            color: root.pair.ink
            wrapMode: Text.Wrap
            font.pixelSize: root.openingSize
            fontSizeMode: Text.Fit
        }

        Words {
            id: second

            objectName: "message_main"
            y: root.openingHeight
            width: parent.width
            height: root.height - 2 * Theme.sizes.gap - root.openingHeight
            text: root.main
            color: root.pair.ink
            font.pixelSize: root.mainSize
            font.bold: true
            fontSizeMode: Text.Fit
        }
    }
}
