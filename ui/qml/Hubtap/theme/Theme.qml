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
    readonly property DeskColours calmDesk: CalmDeskColours {}
    readonly property DeskColours strongDesk: StrongDeskColours {}
    readonly property DeskColours desk: root.highContrast ? root.strongDesk : root.calmDesk
    readonly property Sizes sizes: Sizes {
        textFactor: root.largeText ? 1.15 : 1
    }
}
