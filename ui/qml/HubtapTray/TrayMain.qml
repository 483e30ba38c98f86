import QtQuick
import Hubtap
import Hubtap.Models
import HubtapTray

// The demo's window: the kiosk at the left, the tray at the right.
Window {
    id: root

    required property PublicScreen vm
    required property StaffModels staff
    required property CardTray tray
    property string readerSide: "below"
    property int rotateDegrees: 0
    property bool fullScreen: false

    width: TrayTheme.width
    height: TrayTheme.height
    visible: true
    visibility: root.fullScreen ? Window.FullScreen : Window.Windowed
    color: TrayTheme.desk
    title: "Hubtap: a demo"

    Item {
        id: desk

        anchors.left: parent.left
        anchors.right: panel.left
        anchors.top: parent.top
        anchors.bottom: parent.bottom
        anchors.margins: TrayTheme.margin

        Rectangle {
            id: bezel

            anchors.horizontalCenter: parent.horizontalCenter
            y: Math.max(0, (desk.height - height - pad.height - TrayTheme.margin) / 2)
            width: screen.width + 2 * TrayTheme.bezelWidth
            height: screen.height + 2 * TrayTheme.bezelWidth
            radius: TrayTheme.corner
            color: TrayTheme.bezel

            Screen {
                id: screen

                readonly property real room: desk.height - pad.height - TrayTheme.margin - 2 * TrayTheme.bezelWidth

                anchors.centerIn: parent
                width: Math.min(desk.width - 2 * TrayTheme.bezelWidth, room * 16 / 9)
                height: width * 9 / 16
                vm: root.vm
                staff: root.staff
                readerSide: root.readerSide
                rotateDegrees: 0
            }
        }

        ReaderPad {
            id: pad

            anchors.right: bezel.right
            anchors.top: bezel.bottom
            anchors.topMargin: TrayTheme.margin
            plugged: root.tray.reader
            lying: root.tray.lying
        }
    }

    Rectangle {
        id: panel

        anchors.right: parent.right
        anchors.top: parent.top
        anchors.bottom: parent.bottom
        width: TrayTheme.panel
        color: TrayTheme.paper

        Tray {
            x: TrayTheme.margin
            y: TrayTheme.margin
            width: panel.width - 2 * TrayTheme.margin
            scale: Math.min(1, (panel.height - 2 * TrayTheme.margin) / implicitHeight)
            transformOrigin: Item.TopLeft
            tray: root.tray
        }
    }
}
