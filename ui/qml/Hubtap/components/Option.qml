import QtQuick
import Hubtap

// One of several to choose from, or something to choose alone; a filled ring or box and another ground say that it is.
Touchable {
    id: root

    property bool isChosen: false
    property bool isAlone: false

    pair: root.isChosen ? Theme.desk.chosen : Theme.desk.tile
    Accessible.role: root.isAlone ? Accessible.CheckBox : Accessible.RadioButton
    Accessible.checkable: true
    Accessible.checked: root.isChosen

    Rectangle {
        id: ring

        anchors.left: parent.left
        anchors.leftMargin: Theme.sizes.gap / 2
        anchors.verticalCenter: parent.verticalCenter
        width: Theme.sizes.gap
        height: width
        radius: root.isAlone ? 0 : width / 2
        color: root.isChosen ? root.ink : "transparent"
        border.color: root.ink
        border.width: Theme.sizes.line
    }

    StaffWords {
        anchors.left: ring.right
        anchors.leftMargin: Theme.sizes.gap / 2
        anchors.right: parent.right
        anchors.rightMargin: Theme.sizes.gap / 2
        height: parent.height
        verticalAlignment: Text.AlignVCenter
        text: root.label
        color: root.ink
        maximumLineCount: 2
        elide: Text.ElideRight
        fontSizeMode: Text.Fit
        minimumPixelSize: Theme.sizes.staffSmallest
        lineHeight: 0.85
        Accessible.ignored: true
    }
}
