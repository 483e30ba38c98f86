import QtQuick
import QtQuick.Shapes
import Hubtap

// An arrow that points at a corner of the panel. Wherever the touch is seen tells how the panel reports fingers.
Item {
    id: root

    required property string words
    signal seen(x: real, y: real)

    anchors.fill: parent

    Shape {
        objectName: "setup_arrow"
        x: Theme.sizes.margin
        y: Theme.sizes.margin
        width: Theme.sizes.drawing
        height: width

        ShapePath {
            fillColor: "transparent"
            strokeColor: Theme.desk.progress
            strokeWidth: Theme.sizes.gap
            capStyle: ShapePath.RoundCap
            joinStyle: ShapePath.RoundJoin
            PathSvg { path: "M 190 190 L 12 12 M 100 12 L 12 12 L 12 100" }
        }
    }

    StaffWords {
        objectName: "setup_corner_words"
        anchors.right: parent.right
        anchors.rightMargin: Theme.sizes.margin
        anchors.verticalCenter: parent.verticalCenter
        width: parent.width / 2
        text: root.words
        font.bold: true
    }

    Item {
        anchors.fill: parent
        anchors.margins: -Theme.sizes.bleed

        PointHandler {
            id: finger

            onActiveChanged: if (finger.active) root.seen(finger.point.position.x / parent.width, finger.point.position.y / parent.height)
        }
    }
}
