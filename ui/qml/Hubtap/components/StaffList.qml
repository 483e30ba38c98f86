import QtQuick
import Hubtap

// A list that a finger drags, or two large buttons move by a page. Above the buttons there may be room for another.
Item {
    id: root

    required property string screen
    property alias model: view.model
    property alias delegate: view.delegate
    readonly property alias count: view.count
    readonly property alias view: view
    property real waysTop: 0

    ListView {
        id: view

        objectName: root.screen + "_list"
        anchors.left: parent.left
        anchors.right: ways.visible || root.waysTop > 0 ? ways.left : parent.right
        anchors.rightMargin: ways.visible || root.waysTop > 0 ? Theme.sizes.gap : 0
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

    ListWays {
        id: ways

        anchors.right: parent.right
        anchors.top: parent.top
        anchors.topMargin: root.waysTop
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.sizes.gap / 2
        screen: root.screen
        view: view
    }
}
