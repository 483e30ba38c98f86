import QtQuick
import Hubtap

// Beside a long list: two large buttons that move it by a page, and between them where one is.
Item {
    id: root

    required property Flickable view
    required property string screen
    readonly property real page: root.view.height - Theme.sizes.touch

    implicitWidth: Theme.sizes.touch
    visible: root.view.contentHeight > root.view.height

    IconButton {
        id: up

        objectName: root.screen + "_up"
        anchors.top: parent.top
        label: qsTr("Up")
        enabled: !root.view.atYBeginning
        onActivated: root.view.contentY = Math.max(root.view.originY, root.view.contentY - root.page)

        BackMark {
            disc: "transparent"
            ink: up.ink
            rotation: 90
        }
    }

    Rectangle {
        id: track

        anchors.horizontalCenter: parent.horizontalCenter
        anchors.top: up.bottom
        anchors.bottom: down.top
        anchors.topMargin: Theme.sizes.gap / 2
        anchors.bottomMargin: Theme.sizes.gap / 2
        width: Theme.sizes.gap
        radius: width / 2
        color: "transparent"
        border.color: Theme.desk.line
        border.width: Theme.sizes.line

        Rectangle {
            objectName: root.screen + "_position"
            y: (track.height - height) * root.view.visibleArea.yPosition / Math.max(0.001, 1 - root.view.visibleArea.heightRatio)
            width: parent.width
            height: Math.max(2 * width, track.height * root.view.visibleArea.heightRatio)
            radius: width / 2
            color: Theme.desk.page.ink
        }
    }

    IconButton {
        id: down

        objectName: root.screen + "_down"
        anchors.bottom: parent.bottom
        label: qsTr("Down")
        enabled: !root.view.atYEnd
        onActivated: root.view.contentY = Math.min(root.view.originY + root.view.contentHeight - root.view.height, root.view.contentY + root.page)

        BackMark {
            disc: "transparent"
            ink: down.ink
            rotation: -90
        }
    }
}
