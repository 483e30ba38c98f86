import QtQuick
import Hubtap

// The way in for staff: a small padlock, large enough for a finger.
Item {
    id: root

    property color ink: Theme.colours.band.ink

    signal activated

    width: Theme.sizes.touch
    height: Theme.sizes.touch

    Accessible.role: Accessible.Button
    Accessible.name: qsTr("Staff")
    Accessible.onPressAction: root.activated()

    Item {
        anchors.centerIn: parent
        width: Theme.sizes.icon
        height: Theme.sizes.icon

        LockMark {
            disc: "transparent"
            ink: tap.pressed ? Theme.colours.pressed.ground : root.ink
        }
    }

    TapHandler {
        id: tap

        gesturePolicy: TapHandler.ReleaseWithinBounds
        onTapped: root.activated()
    }
}
