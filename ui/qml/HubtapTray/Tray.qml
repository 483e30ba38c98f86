pragma ComponentBehavior: Bound
import QtQuick
import Hubtap.Models
import HubtapTray

// The cards, what to do with them, and the switches.
Column {
    id: root

    required property CardTray tray
    readonly property list<string> gestures: ["Tap", "Tap twice", "Leave lying"]
    readonly property var stripes: ({
            "member": TrayTheme.member,
            "unlinked": TrayTheme.unlinked,
            "staff": TrayTheme.staff,
            "phone": TrayTheme.phone
        })

    spacing: TrayTheme.gap

    TrayText {
        width: parent.width
        text: "Card tray"
        font.pixelSize: TrayTheme.heading
        font.bold: true
        Accessible.role: Accessible.Heading
    }

    Row {
        id: row

        width: parent.width
        spacing: TrayTheme.gap / 2

        Repeater {
            model: root.gestures

            TrayButton {
                required property int index
                required property string modelData

                objectName: "tray_gesture_" + index
                width: (row.width - 2 * row.spacing) / 3
                label: modelData
                chosen: root.tray.gesture === index
                onActivated: root.tray.choose(index)
            }
        }
    }

    TrayText {
        objectName: "tray_hint"
        width: parent.width
        height: TrayTheme.row
        verticalAlignment: Text.AlignVCenter
        text: root.tray.hint
        color: TrayTheme.soft
    }

    Flow {
        id: cards

        width: parent.width
        spacing: TrayTheme.gap / 2

        Repeater {
            model: root.tray.players

            TrayButton {
                required property string name
                required property string title
                required property string kind

                objectName: "tray_card_" + name
                width: kind === "member" ? (cards.width - cards.spacing) / 2 : cards.width
                label: title
                centred: false
                stripe: root.stripes[kind] ?? TrayTheme.line
                enabled: root.tray.open
                onActivated: root.tray.present(name)
            }
        }
    }

    TrayText {
        objectName: "tray_team"
        width: parent.width
        text: root.tray.team
        color: TrayTheme.soft
    }

    TrayButton {
        objectName: "tray_take_away"
        width: parent.width
        label: "Take the card away"
        enabled: root.tray.open && root.tray.lying !== ""
        onActivated: root.tray.clear()
    }

    TraySwitch {
        objectName: "tray_network"
        width: parent.width
        label: "Network"
        onWord: "on"
        offWord: "off"
        on: root.tray.network
        enabled: root.tray.open
        onToggled: root.tray.toggle_network()
    }

    TraySwitch {
        objectName: "tray_reader"
        width: parent.width
        label: "Reader"
        onWord: "plugged in"
        offWord: "unplugged"
        on: root.tray.reader
        enabled: root.tray.open
        onToggled: root.tray.toggle_reader()
    }
}
