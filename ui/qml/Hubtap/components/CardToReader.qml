import QtQuick
import QtQuick.Shapes
import Hubtap

// A library card and a large arrow towards the reader: "below", "above", "left" or "right" of the screen.
Item {
    id: root

    required property string side
    readonly property int degrees: ({"below": 0, "left": 90, "above": 180, "right": 270})[root.side]
    readonly property bool isSideways: root.degrees % 180 !== 0

    Accessible.role: Accessible.Graphic
    Accessible.name: qsTr("A card goes to the reader")

    // Drawn with the reader below, then turned.
    Item {
        id: grid

        anchors.centerIn: parent
        width: 92
        height: 120
        scale: Math.min((root.isSideways ? root.height : root.width) / width,
                        (root.isSideways ? root.width : root.height) / height)
        rotation: root.degrees

        Shape {
            anchors.fill: parent

            ShapePath {
                fillColor: Theme.colours.arrow
                strokeColor: Theme.colours.arrow
                strokeWidth: 4
                joinStyle: ShapePath.RoundJoin

                PathSvg { path: "M 36 78 L 56 78 L 56 91 L 70 91 L 46 117 L 22 91 L 36 91 Z" }
            }
        }

        Shape {
            x: 11
            y: root.isSideways ? 14 : 12
            width: 70
            height: 46
            scale: root.isSideways ? 0.95 : 1.2
            rotation: -root.degrees - 6

            ShapePath {
                fillColor: Theme.colours.card
                strokeColor: "transparent"

                PathRectangle {
                    width: 70
                    height: 46
                    radius: 6
                }
            }

            ShapePath {
                fillColor: "transparent"
                strokeColor: Theme.colours.cardMark
                strokeWidth: 3
                joinStyle: ShapePath.RoundJoin
                capStyle: ShapePath.RoundCap

                PathSvg {
                    path: "M 26 14 C 21 10 14 10 9 12 L 9 33 C 14 31 21 31 26 35 C 31 31 38 31 43 33 L 43 12 "
                          + "C 38 10 31 10 26 14 L 26 35 M 50 17 A 9 9 0 0 1 50 29 M 56 12 A 16 16 0 0 1 56 34"
                }
            }
        }
    }
}
