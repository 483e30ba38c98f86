import QtQuick
import Hubtap

// A button that acts when the finger leaves it, and only if it is still on it.
Rectangle {
    id: root

    required property string label
    property int size: Theme.sizes.text
    property int padding: Theme.sizes.corner
    signal activated

    implicitWidth: words.implicitWidth + 2 * root.padding
    implicitHeight: Math.max(Theme.sizes.target, root.size + 2 * Theme.sizes.gap)
    radius: Theme.sizes.corner
    color: tap.pressed ? Theme.colours.pressed.ground : Theme.colours.button.ground

    Accessible.role: Accessible.Button
    Accessible.name: root.label
    Accessible.onPressAction: root.activated()

    Words {
        id: words

        anchors.centerIn: parent
        text: root.label
        font.pixelSize: root.size
        color: tap.pressed ? Theme.colours.pressed.ink : Theme.colours.button.ink
        wrapMode: Text.NoWrap
        Accessible.ignored: true
    }

    TapHandler {
        id: tap

        gesturePolicy: TapHandler.ReleaseWithinBounds
        onTapped: root.activated()
    }
}
