pragma ComponentBehavior: Bound
import QtQuick
import Hubtap
import Hubtap.Models

// Everything that covers the public screen: the PIN page, and what staff work with. What isn't shown isn't there.
Item {
    id: root

    required property StaffModels models
    readonly property StaffScreen frame: root.models.screen

    anchors.fill: parent

    Loader {
        anchors.fill: parent
        active: root.frame.cover === StaffScreen.Cover.PIN
        sourceComponent: PinPage {
            models: root.models
        }
    }

    Loader {
        anchors.fill: parent
        active: root.frame.cover === StaffScreen.Cover.RESCUE
        sourceComponent: RescuePage {
            models: root.models
        }
    }

    Loader {
        anchors.fill: parent
        active: root.frame.cover === StaffScreen.Cover.SETUP
        sourceComponent: SetupPage {
            model: root.models.first_boot
        }
    }

    Loader {
        anchors.fill: parent
        active: root.frame.cover === StaffScreen.Cover.STAFF
        sourceComponent: StaffDesk {
            models: root.models
        }
    }

    Item {
        anchors.fill: parent
        anchors.margins: -Theme.sizes.bleed

        PointHandler {
            onActiveChanged: root.frame.touch()
        }
    }
}
