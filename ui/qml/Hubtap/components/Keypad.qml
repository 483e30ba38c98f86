pragma ComponentBehavior: Bound
import QtQuick
import Hubtap

// Ten digits and one to take the last away. It never moves, and is the same in every language.
Item {
    id: root

    required property string screen
    property real keyHeight: Theme.sizes.keyHeight
    readonly property list<string> digits: ["1", "2", "3", "4", "5", "6", "7", "8", "9"]
    signal pressed(string digit)
    signal erased

    implicitWidth: grid.width
    implicitHeight: grid.height

    Grid {
        id: grid

        columns: 3
        spacing: Theme.sizes.gap
        LayoutMirroring.enabled: false

        Repeater {
            model: root.digits

            Key {
                required property string modelData

                objectName: root.screen + "_key_" + modelData
                implicitHeight: root.keyHeight
                label: modelData
                onStruck: root.pressed(label)
            }
        }

        Item {
            width: Theme.sizes.keyWidth
            height: root.keyHeight
        }

        Key {
            objectName: root.screen + "_key_0"
            implicitHeight: root.keyHeight
            label: "0"
            onStruck: root.pressed(label)
        }

        Key {
            id: eraser

            objectName: root.screen + "_erase"
            implicitHeight: root.keyHeight
            label: qsTr("Delete")
            drawn: EraseMark {
                disc: "transparent"
                ink: eraser.ink
            }
            onStruck: root.erased()
        }
    }
}
