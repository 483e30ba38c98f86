import QtQuick
import Hubtap

// A finger's tap. In a list one that dragged is none: Qt 6.8 also takes it for one where the list could not move.
TapHandler {
    id: root

    signal touched

    onTapped: point => {
        const acrossPx = point.scenePosition.x - point.scenePressPosition.x;
        const downPx = point.scenePosition.y - point.scenePressPosition.y;
        if (root.gesturePolicy !== TapHandler.DragThreshold || Math.hypot(acrossPx, downPx) < Theme.sizes.gap)
            root.touched();
    }
}
