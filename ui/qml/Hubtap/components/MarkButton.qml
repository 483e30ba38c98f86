import QtQuick
import Hubtap

// A button for visitors that shows a drawing; its label is for assistive tools.
Rectangle {
    id: root

    required property string label
    readonly property color ink: tap.pressed ? Theme.colours.pressed.ink : Theme.colours.button.ink
    default property alias mark: holder.data
    signal activated

    implicitWidth: Theme.sizes.target
    implicitHeight: Theme.sizes.target
    radius: Theme.sizes.corner
    color: tap.pressed ? Theme.colours.pressed.ground : Theme.colours.button.ground

    Accessible.role: Accessible.Button
    Accessible.name: root.label
    Accessible.onPressAction: root.activated()

    Item {
        id: holder

        anchors.centerIn: parent
        width: Theme.sizes.smallest
        height: Theme.sizes.smallest
    }

    TapHandler {
        id: tap

        gesturePolicy: TapHandler.ReleaseWithinBounds
        onTapped: root.activated()
    }
}
