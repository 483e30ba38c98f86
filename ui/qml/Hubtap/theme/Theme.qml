pragma Singleton
import QtQuick
import Hubtap

// The look as data. The composition root chooses the variants before the first frame.
QtObject {
    id: root

    property bool highContrast: false
    property bool largeText: false

    readonly property Colours calm: CalmColours {}
    readonly property Colours strong: StrongColours {}
    readonly property Colours colours: root.highContrast ? root.strong : root.calm
    readonly property Sizes sizes: Sizes {
        textFactor: root.largeText ? 1.15 : 1
    }
}
