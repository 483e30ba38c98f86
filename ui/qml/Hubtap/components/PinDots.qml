pragma ComponentBehavior: Bound
import QtQuick
import Hubtap

// How many digits of a PIN there are; which ones, nobody is told.
Row {
    id: root

    required property int entered
    required property int length

    spacing: Theme.sizes.gap / 2

    Accessible.role: Accessible.StaticText
    //: %1 and %2 are numbers of digits.
    Accessible.name: qsTr("%1 of %2 digits").arg(root.entered).arg(root.length)

    Repeater {
        model: root.length

        Rectangle {
            required property int index

            width: Theme.sizes.icon
            height: Theme.sizes.icon
            radius: width / 2
            color: index < root.entered ? Theme.desk.page.ink : "transparent"
            border.color: Theme.desk.page.ink
            border.width: 2 * Theme.sizes.line
        }
    }
}
