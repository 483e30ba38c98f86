pragma ComponentBehavior: Bound
import QtQuick
import Hubtap

// Four drawings, each turned another way: the one that stands upright tells how the panel is mounted.
Item {
    id: root

    signal chosen(int quarters)

    anchors.fill: parent
    LayoutMirroring.enabled: false
    LayoutMirroring.childrenInherit: true

    Repeater {
        model: 4

        Touchable {
            id: corner

            required property int index

            objectName: "setup_upright_" + index
            x: index === 1 || index === 2 ? root.width - width - Theme.sizes.edge : Theme.sizes.edge
            y: index > 1 ? root.height - height - Theme.sizes.edge : Theme.sizes.edge
            width: Theme.sizes.uprightTile
            height: width
            rotation: 90 * index
            //: Four drawings are shown, turned in four ways; the one that stands upright is to be touched.
            label: qsTr("This way up")
            onActivated: root.chosen(index)

            Item {
                anchors.horizontalCenter: parent.horizontalCenter
                y: Theme.sizes.gap
                width: Theme.sizes.touch
                height: width

                PersonMark {
                    disc: "transparent"
                    ink: corner.ink
                }
            }

            StaffWords {
                anchors.left: parent.left
                anchors.right: parent.right
                anchors.bottom: parent.bottom
                anchors.margins: Theme.sizes.gap / 2
                horizontalAlignment: Text.AlignHCenter
                text: corner.label
                color: corner.ink
                font.bold: true
                Accessible.ignored: true
            }
        }
    }
}
