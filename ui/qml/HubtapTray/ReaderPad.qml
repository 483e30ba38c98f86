import QtQuick
import QtQuick.Shapes
import HubtapTray

// The reader below the screen, with the card that lies on it.
Rectangle {
    id: root

    required property bool plugged
    required property string lying

    width: 330
    height: 108
    radius: 20
    color: root.plugged ? TrayTheme.bezel : TrayTheme.desk
    border.width: TrayTheme.border
    border.color: root.plugged ? TrayTheme.bezel : TrayTheme.line

    Accessible.role: Accessible.StaticText
    Accessible.name: words.text

    Shape {
        anchors.left: parent.left
        anchors.leftMargin: 28
        anchors.verticalCenter: parent.verticalCenter
        width: 52
        height: 60
        visible: root.lying === ""

        ShapePath {
            fillColor: "transparent"
            strokeColor: root.plugged ? TrayTheme.pressed : TrayTheme.line
            strokeWidth: 6
            capStyle: ShapePath.RoundCap

            PathSvg { path: "M 6 20 A 16 16 0 0 1 6 40 M 20 10 A 30 30 0 0 1 20 50 M 34 0 A 44 44 0 0 1 34 60" }
        }
    }

    Rectangle {
        anchors.left: parent.left
        anchors.leftMargin: 20
        anchors.verticalCenter: parent.verticalCenter
        width: 76
        height: 50
        radius: 8
        rotation: -6
        color: TrayTheme.member
        border.width: TrayTheme.border
        border.color: TrayTheme.paper
        visible: root.lying !== ""
        antialiasing: true
    }

    TrayText {
        id: words

        anchors.left: parent.left
        anchors.leftMargin: 116
        anchors.right: parent.right
        anchors.rightMargin: TrayTheme.gap
        anchors.verticalCenter: parent.verticalCenter
        text: !root.plugged ? "The reader is unplugged" : root.lying ? "A card lies here" : "Card reader"
        color: root.plugged ? TrayTheme.chosenInk : TrayTheme.soft
        Accessible.ignored: true
    }
}
