import QtQuick
import Hubtap

// For what can't be undone: it acts once a finger has stayed on it for two seconds, and shows in steps how far it is.
Rectangle {
    id: root

    required property string label
    readonly property int steps: 8
    readonly property real hold_s: 2
    readonly property int step: root.isPressed ? Math.min(root.steps, Math.floor(tap.timeHeld * root.steps / root.hold_s)) : 0
    readonly property bool isPressed: tap.pressed
    signal held

    implicitWidth: Math.max(Theme.sizes.touch, words.implicitWidth + 4 * Theme.sizes.gap)
    implicitHeight: Math.max(Theme.sizes.touch, words.implicitHeight + Theme.sizes.gap)
    radius: Theme.sizes.round
    color: Theme.desk.hold.ground
    border.color: Theme.desk.hold.ink
    border.width: 2 * Theme.sizes.line
    opacity: root.enabled ? 1 : 0.6

    Accessible.role: Accessible.Button
    Accessible.name: root.label
    Accessible.description: qsTr("Hold for two seconds")
    Accessible.onPressAction: root.held()

    StaffWords {
        id: words

        anchors.centerIn: parent
        anchors.verticalCenterOffset: -Theme.sizes.gap / 4
        text: root.label
        color: Theme.desk.hold.ink
        wrapMode: Text.NoWrap
        font.bold: true
        Accessible.ignored: true
    }

    Rectangle {
        objectName: "hold_progress"
        anchors.left: parent.left
        anchors.bottom: parent.bottom
        anchors.margins: Theme.sizes.gap / 4
        width: (parent.width - Theme.sizes.gap / 2) * root.step / root.steps
        height: Theme.sizes.gap / 2
        color: Theme.desk.hold.ink
    }

    TapHandler {
        id: tap

        gesturePolicy: TapHandler.ReleaseWithinBounds
        longPressThreshold: root.hold_s
        onLongPressed: root.held()
    }
}
