import QtQuick
import Hubtap

// How far something is; it moves only when there is news.
Rectangle {
    id: root

    required property real part
    required property string told

    implicitHeight: Theme.sizes.icon
    color: Theme.desk.field.ground
    border.color: Theme.desk.line
    border.width: Theme.sizes.line

    Accessible.role: Accessible.ProgressBar
    Accessible.name: root.told

    Rectangle {
        anchors.left: parent.left
        anchors.top: parent.top
        anchors.bottom: parent.bottom
        width: parent.width * Math.max(0, Math.min(1, root.part))
        color: Theme.desk.progress
    }
}
