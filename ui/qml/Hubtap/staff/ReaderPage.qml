import QtQuick
import Hubtap
import Hubtap.Models

// What is wrong with the card reader, what helps, and a test.
Item {
    id: root

    required property StaffScreen frame
    required property Status status
    readonly property ReaderWords causes: ReaderWords {}

    Item {
        id: mark

        anchors.left: parent.left
        anchors.leftMargin: Theme.sizes.edge
        anchors.top: parent.top
        anchors.topMargin: Theme.sizes.gap
        width: Theme.sizes.tileIcon
        height: Theme.sizes.tileIcon

        ReaderMark {
            disc: "transparent"
            ink: Theme.desk.page.ink
        }
    }

    StaffWords {
        id: state

        objectName: "reader_state"
        anchors.left: mark.right
        anchors.leftMargin: Theme.sizes.gap
        anchors.right: parent.right
        anchors.rightMargin: Theme.sizes.edge
        anchors.verticalCenter: mark.verticalCenter
        text: root.status.reader_missing ? qsTr("No reader can take cards.") : qsTr("The reader is ready.")
        font.bold: true
    }

    StaffWords {
        id: cause

        objectName: "reader_cause"
        anchors.left: mark.left
        anchors.right: state.right
        anchors.top: mark.bottom
        anchors.topMargin: Theme.sizes.gap / 2
        visible: root.status.reader_missing
        text: root.causes.sentences[root.status.reader_cause] ?? root.causes.lost
        maximumLineCount: 2
        elide: Text.ElideRight
    }

    StaffWords {
        objectName: "reader_help"
        anchors.left: mark.left
        anchors.right: state.right
        anchors.top: cause.visible ? cause.bottom : mark.bottom
        anchors.topMargin: Theme.sizes.gap / 2
        text: root.status.reader_missing
              ? qsTr("It comes back by itself. Until then use paper, or check people in here.")
              : qsTr("To test it, tap a card: the line above tells what came.")
    }

    ActionButton {
        objectName: "reader_test"
        anchors.left: mark.left
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.sizes.gap
        visible: root.frame.allowed.includes(StaffScreen.Page.DIAGNOSTICS)
        label: qsTr("Test light and sound")
        onActivated: root.frame.try_signal()
    }
}
