import QtQuick
import HubtapTray

// A switch that says in words how it stands.
Rectangle {
    id: root

    required property string label
    required property string onWord
    required property string offWord
    required property bool on
    signal toggled

    implicitHeight: TrayTheme.row
    radius: TrayTheme.corner
    color: tap.pressed ? TrayTheme.pressed : TrayTheme.paper
    border.width: TrayTheme.border
    border.color: TrayTheme.line
    opacity: root.enabled ? 1 : 0.5

    Accessible.role: Accessible.CheckBox
    Accessible.name: root.label
    Accessible.checkable: true
    Accessible.checked: root.on
    Accessible.onPressAction: root.toggled()
    Accessible.onToggleAction: root.toggled()

    TrayText {
        anchors.left: parent.left
        anchors.leftMargin: TrayTheme.gap
        anchors.verticalCenter: parent.verticalCenter
        text: root.label
        Accessible.ignored: true
    }

    TrayText {
        anchors.right: track.left
        anchors.rightMargin: TrayTheme.gap
        anchors.verticalCenter: parent.verticalCenter
        text: root.on ? root.onWord : root.offWord
        color: root.on ? TrayTheme.on : TrayTheme.off
        font.bold: true
        Accessible.ignored: true
    }

    Rectangle {
        id: track

        anchors.right: parent.right
        anchors.rightMargin: TrayTheme.gap
        anchors.verticalCenter: parent.verticalCenter
        width: 56
        height: 30
        radius: 15
        color: root.on ? TrayTheme.on : TrayTheme.off

        Rectangle {
            x: root.on ? parent.width - width - 4 : 4
            anchors.verticalCenter: parent.verticalCenter
            width: 22
            height: 22
            radius: 11
            color: TrayTheme.paper
        }
    }

    TapHandler {
        id: tap

        gesturePolicy: TapHandler.ReleaseWithinBounds
        onTapped: root.toggled()
    }
}
