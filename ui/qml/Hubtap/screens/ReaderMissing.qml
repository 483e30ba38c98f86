import QtQuick
import Hubtap

// No reader can take cards. It heals by itself; staff get in to see the cause, and to check people in by name.
Item {
    id: root

    signal staffWanted

    anchors.fill: parent

    Message {
        pair: Theme.colours.rest
        opening: qsTr("Card reader is having a rest.")
        main: qsTr("See a team member.")
        mainSize: Theme.sizes.headline

        MoonMark {
            disc: Theme.colours.rest.ink
            ink: Theme.colours.rest.ground
        }
    }

    LockButton {
        objectName: "reader_missing_staff"
        anchors.left: parent.left
        anchors.leftMargin: Theme.sizes.margin
        anchors.top: parent.top
        anchors.topMargin: Theme.sizes.gap / 2
        ink: Theme.colours.rest.ink
        onActivated: root.staffWanted()
    }
}
