import QtQuick
import Hubtap

// One page of the public screen. Its ground runs past the stage to the panel's edges.
Item {
    id: root

    required property Pair pair

    anchors.fill: parent

    Rectangle {
        objectName: "ground"
        anchors.fill: parent
        anchors.margins: -Theme.sizes.bleed
        color: root.pair.ground
    }
}
