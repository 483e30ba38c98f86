import QtQuick
import Hubtap

// A key of the keyboard. ``held`` follows when the finger stays on it.
Key {
    id: root

    required property string letter
    required property string told
    signal held

    width: Theme.sizes.touch
    height: Theme.sizes.touch
    label: root.letter
    size: Theme.sizes.staffText
    Accessible.name: root.told

    TapHandler {
        onLongPressed: root.held()
    }
}
