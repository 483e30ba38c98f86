import QtQuick
import Hubtap

// Whatever staff can touch: it acts when the finger leaves it, and only if it is still on it.
Rectangle {
    id: root

    required property string label
    property Pair pair: Theme.desk.tile
    // In a list ``TapHandler.DragThreshold``, so that a finger that drags it moves the list.
    property int policy: TapHandler.ReleaseWithinBounds
    readonly property bool isPressed: tap.pressed
    readonly property color ink: tap.pressed ? Theme.desk.pressed.ink : root.pair.ink
    signal activated

    implicitWidth: Theme.sizes.touch
    implicitHeight: Theme.sizes.touch
    radius: Theme.sizes.round
    color: tap.pressed ? Theme.desk.pressed.ground : root.pair.ground
    border.color: root.enabled ? Theme.desk.line : "transparent"
    border.width: Theme.sizes.line
    opacity: root.enabled ? 1 : 0.6

    Accessible.role: Accessible.Button
    Accessible.name: root.label
    Accessible.onPressAction: root.activated()

    StillTap {
        id: tap

        gesturePolicy: root.policy
        onTouched: root.activated()
    }
}
