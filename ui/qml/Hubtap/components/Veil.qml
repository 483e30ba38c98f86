import QtQuick
import Hubtap

// Lies over a screen that nobody has touched for long, and makes it dark. A finger lifts it, and does nothing else.
// Assistive tools go on as if it were not there.
Item {
    id: root

    signal lifted

    anchors.fill: parent
    anchors.margins: -Theme.sizes.bleed

    Rectangle {
        anchors.fill: parent
        color: Theme.colours.veil
        opacity: 0.85
    }

    TapHandler {
        gesturePolicy: TapHandler.ReleaseWithinBounds
        onTapped: root.lifted()
    }
}
