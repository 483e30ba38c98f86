import QtQuick
import HubtapTray

// A button of the tray: with a stripe in a colour of its own, chosen or not.
Rectangle {
    id: root

    required property string label
    property bool chosen: false
    property color stripe: "transparent"
    property bool centred: true
    signal activated

    implicitHeight: TrayTheme.row
    radius: TrayTheme.corner
    color: tap.pressed ? TrayTheme.pressed : root.chosen ? TrayTheme.chosen : TrayTheme.paper
    border.width: TrayTheme.border
    border.color: root.chosen ? TrayTheme.chosen : TrayTheme.line
    opacity: root.enabled ? 1 : 0.5

    Accessible.role: Accessible.Button
    Accessible.name: root.label
    Accessible.onPressAction: root.activated()

    Rectangle {
        anchors.left: parent.left
        anchors.leftMargin: TrayTheme.gap
        anchors.verticalCenter: parent.verticalCenter
        width: root.centred ? 0 : 30
        height: 20
        radius: 4
        color: root.stripe
    }

    TrayText {
        anchors.fill: parent
        anchors.leftMargin: root.centred ? TrayTheme.gap / 2 : 30 + 2 * TrayTheme.gap
        anchors.rightMargin: TrayTheme.gap / 2
        horizontalAlignment: root.centred ? Text.AlignHCenter : Text.AlignLeft
        verticalAlignment: Text.AlignVCenter
        maximumLineCount: 2
        elide: Text.ElideRight
        text: root.label
        color: root.chosen && !tap.pressed ? TrayTheme.chosenInk : TrayTheme.ink
        Accessible.ignored: true
    }

    TapHandler {
        id: tap

        gesturePolicy: TapHandler.ReleaseWithinBounds
        onTapped: root.activated()
    }
}
