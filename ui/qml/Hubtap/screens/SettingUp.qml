import QtQuick
import Hubtap
import Hubtap.Models

// The kiosk is not ready for cards: it starts, it belongs to no hub yet, or its daemon is away.
Item {
    id: root

    required property PublicScreen vm

    anchors.fill: parent

    Message {
        objectName: "setting_up_starting"
        visible: root.vm.page === PublicScreen.Page.STARTING
        pair: Theme.colours.rest
        opening: ""
        main: qsTr("Getting ready.")

        DotsMark {
            disc: Theme.colours.rest.ink
            ink: Theme.colours.rest.ground
        }
    }

    Message {
        objectName: "setting_up_new"
        visible: root.vm.page === PublicScreen.Page.SETTING_UP
        pair: Theme.colours.rest
        opening: qsTr("This kiosk is new here.")
        main: qsTr("See a team member.")
        mainSize: Theme.sizes.headline

        PersonMark {
            disc: Theme.colours.rest.ink
            ink: Theme.colours.rest.ground
        }
    }

    Message {
        objectName: "setting_up_away"
        visible: root.vm.page === PublicScreen.Page.AWAY
        pair: Theme.colours.rest
        opening: ""
        main: qsTr("See a team member.")

        PersonMark {
            disc: Theme.colours.rest.ink
            ink: Theme.colours.rest.ground
        }
    }
}
