import QtQuick
import Hubtap
import Hubtap.Models

// The kiosk's screens on their stage. All public pages stand ready; one is shown, and another replaces it at once.
// The staff screens cover them; only the result of a tap comes before the PIN page.
Stage {
    id: root

    required property PublicScreen vm
    required property StaffModels staff
    readonly property int cover: root.staff.screen.cover
    readonly property bool isAtTheDoor: root.cover === StaffScreen.Cover.PIN || root.cover === StaffScreen.Cover.RESCUE
    readonly property bool isPublic: root.cover === StaffScreen.Cover.NOTHING
                                     || root.isAtTheDoor && root.vm.has_result
    required property string readerSide

    Item {
        anchors.fill: parent
        visible: root.isPublic

        Idle {
            objectName: "idle"
            visible: root.vm.page === PublicScreen.Page.IDLE
            title: root.vm.title
            clock: root.vm.clock
            readerSide: root.readerSide
            onHelpWanted: root.vm.ring()
            onStaffWanted: root.staff.screen.enter()
            onLanguageWanted: root.vm.offer_languages()
        }

        Languages {
            objectName: "languages"
            visible: root.vm.page === PublicScreen.Page.LANGUAGES
            names: root.vm.languages
            onChosen: place => root.vm.choose(place)
            onKept: root.vm.keep_language()
        }

        Result {
            objectName: "result"
            vm: root.vm
        }

        ReaderMissing {
            objectName: "reader_missing"
            visible: root.vm.page === PublicScreen.Page.READER_MISSING
            onStaffWanted: root.staff.screen.enter()
        }

        SettingUp {
            objectName: "setting_up"
            vm: root.vm
        }

        PointHandler {
            enabled: !root.vm.is_dimmed
            onActiveChanged: root.vm.touch()
        }

        Veil {
            objectName: "veil"
            visible: root.vm.is_dimmed
            onLifted: root.vm.touch()
        }
    }

    StaffScreens {
        objectName: "staff"
        visible: !root.isPublic
        models: root.staff
    }
}
