import QtQuick
import Hubtap

// The ground of the staff screens; it runs past the stage to the panel's edges, and lets no finger through.
Item {
    id: root

    property Pair pair: Theme.desk.page

    anchors.fill: parent

    Rectangle {
        objectName: "staff_ground"
        anchors.fill: parent
        anchors.margins: -Theme.sizes.bleed
        color: root.pair.ground

        TapHandler {
            gesturePolicy: TapHandler.ReleaseWithinBounds
        }
    }
}
