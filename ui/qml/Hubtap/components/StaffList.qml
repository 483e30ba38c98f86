import QtQuick
import Hubtap

// A list that a finger drags, or two large buttons move by a page; between them it shows where one is.
Item {
    id: root

    required property string screen
    property alias model: view.model
    property alias delegate: view.delegate
    readonly property alias count: view.count
    readonly property alias view: view
    readonly property real page: view.height - Theme.sizes.touch
    readonly property bool isLong: view.contentHeight > view.height

    ListView {
        id: view

        objectName: root.screen + "_list"
        anchors.left: parent.left
        anchors.right: ways.left
        anchors.rightMargin: Theme.sizes.gap
        anchors.top: parent.top
        anchors.bottom: parent.bottom
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        currentIndex: -1
        highlightFollowsCurrentItem: false
        flickDeceleration: Theme.sizes.flickStop
        cacheBuffer: Math.max(0, height)

        Accessible.role: Accessible.List
        //: %1 is a number of rows.
        Accessible.name: qsTr("%1 rows").arg(view.count)
    }

    Item {
        id: ways

        anchors.right: parent.right
        anchors.top: parent.top
        anchors.bottom: parent.bottom
        width: Theme.sizes.touch
        visible: root.isLong

        IconButton {
            id: up

            objectName: root.screen + "_up"
            anchors.top: parent.top
            label: qsTr("Up")
            enabled: !view.atYBeginning
            onActivated: view.contentY = Math.max(view.originY, view.contentY - root.page)

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
                y: (track.height - height) * view.visibleArea.yPosition / Math.max(0.001, 1 - view.visibleArea.heightRatio)
                width: parent.width
                height: Math.max(2 * width, track.height * view.visibleArea.heightRatio)
                radius: width / 2
                color: Theme.desk.page.ink
            }
        }

        IconButton {
            id: down

            objectName: root.screen + "_down"
            anchors.bottom: parent.bottom
            label: qsTr("Down")
            enabled: !view.atYEnd
            onActivated: view.contentY = Math.min(view.originY + view.contentHeight - view.height, view.contentY + root.page)

            BackMark {
                disc: "transparent"
                ink: down.ink
                rotation: -90
            }
        }
    }
}
