import QtQuick
import Hubtap
import Hubtap.Models

// The whole public screen on its stage. All pages stand ready; one is shown, and another replaces it at once.
Stage {
    id: root

    required property PublicScreen vm
    required property string readerSide

    Idle {
        objectName: "idle"
        visible: root.vm.page === PublicScreen.Page.IDLE
        title: root.vm.title
        clock: root.vm.clock
        readerSide: root.readerSide
        onHelpWanted: root.vm.ring()
    }

    Result {
        objectName: "result"
        vm: root.vm
    }

    ReaderMissing {
        objectName: "reader_missing"
        visible: root.vm.page === PublicScreen.Page.READER_MISSING
    }

    SettingUp {
        objectName: "setting_up"
        vm: root.vm
    }
}
