import QtQuick
import Hubtap
import Hubtap.Models

// Whether the panel sees a finger where it is: rings to touch in the corners and the middle, a cross where it was seen.
StaffGround {
    id: root

    required property Diagnostics model
    readonly property string sentence: root.model.is_over ? qsTr("The panel sees every finger where it is.")
                                     : root.model.missed ? qsTr("The finger was seen at the cross. Touch the ring.") : qsTr("Touch the ring.")

    StaffWords {
        objectName: "touch_says"
        anchors.horizontalCenter: parent.horizontalCenter
        y: parent.height / 4 - height / 2
        width: parent.width / 2
        horizontalAlignment: Text.AlignHCenter
        text: root.sentence
        font.bold: true
    }

    Rectangle {
        objectName: "touch_ring"
        x: root.model.spot_x * root.width - width / 2
        y: root.model.spot_y * root.height - height / 2
        width: Theme.sizes.touch
        height: width
        radius: width / 2
        visible: !root.model.is_over
        color: "transparent"
        border.color: Theme.desk.page.ink
        border.width: 4 * Theme.sizes.line
    }

    Item {
        objectName: "touch_seen"
        x: root.model.seen_x * root.width - width / 2
        y: root.model.seen_y * root.height - height / 2
        width: Theme.sizes.icon
        height: width
        visible: root.model.was_seen

        Rectangle {
            anchors.centerIn: parent
            width: parent.width
            height: 4 * Theme.sizes.line
            color: Theme.desk.progress
        }

        Rectangle {
            anchors.centerIn: parent
            width: 4 * Theme.sizes.line
            height: parent.height
            color: Theme.desk.progress
        }
    }

    ActionButton {
        objectName: "touch_close"
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.sizes.gap
        label: qsTr("Close")
        onActivated: root.model.open(Diagnostics.Step.OVERVIEW)
    }

    Item {
        anchors.fill: parent

        PointHandler {
            id: finger

            onActiveChanged: if (finger.active) root.model.touch(finger.point.position.x, finger.point.position.y, root.width, root.height)
        }
    }
}
