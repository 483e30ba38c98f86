pragma ComponentBehavior: Bound
import QtQuick
import Hubtap

// The languages to choose from, each by its own name.
Sheet {
    id: root

    required property list<string> names
    signal chosen(int place)
    signal kept

    pair: Theme.colours.idle

    Grid {
        anchors.centerIn: parent
        rows: 4
        flow: Grid.TopToBottom
        spacing: Theme.sizes.gap

        Repeater {
            model: root.names

            BigButton {
                required property string modelData
                required property int index

                objectName: "languages_" + index
                label: modelData
                size: Theme.sizes.smallest
                padding: Theme.sizes.gap
                onActivated: root.chosen(index)
            }
        }

        MarkButton {
            id: back

            objectName: "languages_back"
            label: qsTr("Back")
            onActivated: root.kept()

            BackMark {
                disc: "transparent"
                ink: back.ink
                rotation: Application.layoutDirection === Qt.RightToLeft ? 180 : 0
            }
        }
    }
}
