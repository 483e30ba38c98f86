import QtQuick
import Hubtap

// Someone on the evacuation list. A touch says that they were seen; another takes that back.
Item {
    id: root

    required property int index
    required property string person
    required property string name
    required property bool seen
    readonly property string who: root.name || qsTr("No name shown")
    readonly property bool isLong: root.who.length > 9
    readonly property Pair pair: root.seen ? Theme.desk.page : Theme.desk.tile
    readonly property color ink: tap.pressed ? Theme.desk.pressed.ink : root.pair.ink
    signal marked

    Rectangle {
        objectName: "here_person_" + root.index
        anchors.left: parent.left
        anchors.top: parent.top
        width: parent.width - Theme.sizes.gap
        height: parent.height - Theme.sizes.gap
        radius: Theme.sizes.round
        color: tap.pressed ? Theme.desk.pressed.ground : root.pair.ground
        border.color: Theme.desk.line
        border.width: root.seen ? Theme.sizes.line : 2 * Theme.sizes.line

        Accessible.role: Accessible.CheckBox
        Accessible.checkable: true
        Accessible.checked: root.seen
        Accessible.name: root.who
        Accessible.onToggleAction: root.marked()
        Accessible.onPressAction: root.marked()

        Item {
            id: tick

            anchors.right: parent.right
            anchors.rightMargin: Theme.sizes.gap / 4
            anchors.verticalCenter: parent.verticalCenter
            width: root.seen ? Theme.sizes.icon : 0
            height: Theme.sizes.icon
            visible: root.seen

            TickMark {
                disc: root.ink
                ink: root.pair.ground
            }
        }

        StaffWords {
            anchors.left: parent.left
            anchors.leftMargin: Theme.sizes.gap / 2
            anchors.right: tick.left
            anchors.rightMargin: Theme.sizes.gap / 4
            height: parent.height
            verticalAlignment: Text.AlignVCenter
            text: root.who
            color: root.ink
            maximumLineCount: 2
            elide: Text.ElideRight
            font.pixelSize: root.isLong ? Theme.sizes.staffText : Theme.sizes.nameText
            fontSizeMode: Text.Fit
            minimumPixelSize: Theme.sizes.staffSmallest
            lineHeight: 0.85
            wrapMode: Text.Wrap
            font.bold: !root.seen
            Accessible.ignored: true
        }

        StillTap {
            id: tap

            onTouched: root.marked()
        }
    }
}
