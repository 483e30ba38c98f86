pragma Singleton
import QtQuick

// The look of the tray, which is for trying things out at a desk.
QtObject {
    readonly property color desk: "#e8ecf1"
    readonly property color paper: "#ffffff"
    readonly property color line: "#8a97a8"
    readonly property color ink: "#101c2c"
    readonly property color soft: "#3d4a5c"
    readonly property color chosen: "#17324d"
    readonly property color chosenInk: "#ffffff"
    readonly property color pressed: "#ffd166"
    readonly property color on: "#066030"
    readonly property color off: "#8a3b00"
    readonly property color bezel: "#0c1420"
    readonly property color member: "#1d4f91"
    readonly property color unlinked: "#5b3a8c"
    readonly property color staff: "#5c4113"
    readonly property color phone: "#0b4f5c"

    readonly property int width: 1280
    readonly property int height: 720
    readonly property int panel: 432
    readonly property int margin: 24
    readonly property int gap: 10
    readonly property int row: 48
    readonly property int corner: 12
    readonly property int border: 2
    readonly property int bezelWidth: 14
    readonly property int text: 18
    readonly property int heading: 28
}
