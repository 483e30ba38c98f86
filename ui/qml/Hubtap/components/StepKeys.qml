import QtQuick
import Hubtap

// Three keys that change a number; ``between`` may stand between fewer and more. A number reads the same in every
// language, so they are never mirrored.
Item {
    id: root

    required property string screen
    property real betweenWidth: 0
    default property alias between: holder.data
    signal stepped(by: int)

    implicitWidth: row.width
    implicitHeight: Theme.sizes.touch

    Row {
        id: row

        spacing: Theme.sizes.gap
        LayoutMirroring.enabled: false

        LetterKey {
            objectName: root.screen + "_less"
            letter: "−1"
            told: qsTr("One fewer")
            onStruck: root.stepped(-1)
        }

        Item {
            id: holder

            width: root.betweenWidth
            height: Theme.sizes.touch
            visible: width > 0
        }

        LetterKey {
            objectName: root.screen + "_more"
            letter: "+1"
            told: qsTr("One more")
            onStruck: root.stepped(1)
        }

        LetterKey {
            objectName: root.screen + "_five"
            letter: "+5"
            told: qsTr("Five more")
            onStruck: root.stepped(5)
        }
    }
}
