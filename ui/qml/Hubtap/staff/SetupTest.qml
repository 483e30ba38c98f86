import QtQuick
import Hubtap
import Hubtap.Models

// Any card on the reader, and light and sound: once both are right, the kiosk is ready.
Item {
    id: root

    required property FirstBoot model
    readonly property string wanted: root.model.reader_ready ? qsTr("Tap any card.") : qsTr("There is no card reader. Plug it in.")

    StaffWords {
        objectName: "setup_card"
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        text: root.model.has_seen_card ? qsTr("A card was seen.") : root.wanted
        font.bold: true
    }

    ActionButton {
        id: sound

        objectName: "setup_sound"
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: done.top
        anchors.bottomMargin: Theme.sizes.gap
        label: qsTr("Try light and sound")
        onActivated: root.model.try_sound()
    }

    ActionButton {
        id: done

        objectName: "setup_done"
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        label: qsTr("It works: begin")
        onActivated: root.model.finish()
    }
}
