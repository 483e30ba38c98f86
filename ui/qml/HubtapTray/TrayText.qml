import QtQuick
import HubtapTray

// Text of the tray.
Text {
    id: root

    color: TrayTheme.ink
    font.pixelSize: TrayTheme.text
    textFormat: Text.PlainText
    wrapMode: Text.WordWrap

    Accessible.role: Accessible.StaticText
    Accessible.name: root.text
}
