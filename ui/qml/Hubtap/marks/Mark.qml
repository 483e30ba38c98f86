import QtQuick
import QtQuick.Shapes

// A drawing in one stroke on a disc of the page's ink, on a grid of 100 by 100.
Item {
    id: root

    required property color disc
    required property color ink
    required property string drawing
    property string filled: ""
    property real radius: 50
    property real strokeWidth: 11

    anchors.fill: parent

    Item {
        anchors.centerIn: parent
        width: 100
        height: 100
        scale: Math.min(root.width, root.height) / 100

        Shape {
            anchors.fill: parent

            ShapePath {
                fillColor: root.disc
                strokeColor: "transparent"
                PathRectangle { width: 100; height: 100; radius: root.radius }
            }

            ShapePath {
                fillColor: "transparent"
                strokeColor: root.ink
                strokeWidth: root.strokeWidth
                capStyle: ShapePath.RoundCap
                joinStyle: ShapePath.RoundJoin
                PathSvg { path: root.drawing }
            }

            ShapePath {
                fillColor: root.ink
                strokeColor: "transparent"
                PathSvg { path: root.filled }
            }
        }
    }
}
