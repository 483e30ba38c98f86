import QtQuick
import Hubtap

// A number and what it counts.
Item {
    id: root

    required property int number
    required property string counts

    implicitHeight: Theme.sizes.keyHeight

    Accessible.role: Accessible.StaticText
    Accessible.name: root.number + " " + root.counts

    StaffWords {
        id: figure

        anchors.left: parent.left
        anchors.verticalCenter: parent.verticalCenter
        text: root.number
        font.pixelSize: Theme.sizes.staffNumber
        font.bold: true
        wrapMode: Text.NoWrap
        Accessible.ignored: true
    }

    StaffWords {
        anchors.left: figure.right
        anchors.leftMargin: Theme.sizes.gap / 2
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        text: root.counts
        maximumLineCount: 2
        elide: Text.ElideRight
        lineHeight: 0.9
        Accessible.ignored: true
    }
}
