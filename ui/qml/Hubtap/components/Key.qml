import QtQuick
import Hubtap

// A key. It acts as soon as a finger is on it, so that typing is as fast as the finger.
Rectangle {
    id: root

    required property string label
    property Item drawn: null
    property int size: Theme.sizes.staffNumber
    property bool isChosen: false
    readonly property Pair pair: root.isChosen ? Theme.desk.chosen : Theme.desk.key
    readonly property color ink: finger.active ? Theme.desk.pressed.ink : root.pair.ink
    signal struck

    implicitWidth: Theme.sizes.keyWidth
    implicitHeight: Theme.sizes.keyHeight
    radius: Theme.sizes.round
    color: finger.active ? Theme.desk.pressed.ground : root.pair.ground
    border.color: Theme.desk.line
    border.width: Theme.sizes.line

    Accessible.role: Accessible.Button
    Accessible.name: root.label
    Accessible.onPressAction: root.struck()

    StaffWords {
        anchors.centerIn: parent
        visible: root.drawn === null
        text: root.label
        color: root.ink
        font.pixelSize: root.size
        font.bold: true
        Accessible.ignored: true
    }

    Item {
        anchors.centerIn: parent
        width: Theme.sizes.tileIcon
        height: Theme.sizes.tileIcon
        children: root.drawn === null ? [] : [root.drawn]
    }

    PointHandler {
        id: finger

        onActiveChanged: if (finger.active) root.struck()
    }
}
