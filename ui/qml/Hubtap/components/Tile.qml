import QtQuick
import Hubtap

// A large square to touch: a drawing and its name. ``count`` stands beside the drawing where there is something.
Touchable {
    id: root

    property int count: 0
    default property alias mark: holder.data

    Accessible.description: root.count > 0 ? root.count : ""

    Item {
        id: holder

        anchors.horizontalCenter: parent.horizontalCenter
        anchors.horizontalCenterOffset: root.count > 0 ? -Theme.sizes.tileIcon / 2 : 0
        y: (words.y - height) / 2 + Theme.sizes.line
        width: height
        height: Math.min(Theme.sizes.tileIcon, words.y - 2 * Theme.sizes.line)
    }

    StaffWords {
        anchors.left: holder.right
        anchors.leftMargin: Theme.sizes.gap / 2
        anchors.verticalCenter: holder.verticalCenter
        visible: root.count > 0
        text: root.count
        color: root.ink
        font.bold: true
        Accessible.ignored: true
    }

    StaffWords {
        id: words

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.margins: Theme.sizes.gap / 2
        height: contentHeight
        text: root.label
        color: root.ink
        horizontalAlignment: Text.AlignHCenter
        lineHeight: 0.9
        fontSizeMode: Text.HorizontalFit
        minimumPixelSize: Theme.sizes.staffSmallest
        Accessible.ignored: true
    }
}
