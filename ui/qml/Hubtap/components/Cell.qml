import QtQuick
import Hubtap

// A drawing and one or two lines beside it, to touch.
Touchable {
    id: root

    required property string words
    default property alias mark: holder.data

    label: root.words
    implicitHeight: Theme.sizes.cell

    Item {
        id: holder

        anchors.left: parent.left
        anchors.leftMargin: Theme.sizes.gap
        anchors.verticalCenter: parent.verticalCenter
        width: Theme.sizes.tileIcon
        height: Theme.sizes.tileIcon
    }

    StaffWords {
        anchors.left: holder.right
        anchors.leftMargin: Theme.sizes.gap
        anchors.right: parent.right
        anchors.rightMargin: Theme.sizes.gap / 2
        anchors.verticalCenter: parent.verticalCenter
        height: parent.height
        verticalAlignment: Text.AlignVCenter
        text: root.words
        color: root.ink
        maximumLineCount: 2
        fontSizeMode: Text.Fit
        minimumPixelSize: Theme.sizes.staffSmallest
        elide: Text.ElideRight
        Accessible.ignored: true
    }
}
