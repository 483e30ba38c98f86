pragma ComponentBehavior: Bound
import QtQuick
import Hubtap
import Hubtap.Models

// The page that is open; the others are not there, and neither are their names.
Item {
    id: root

    required property StaffModels models
    readonly property int page: root.models.screen.page

    anchors.fill: parent

    Loader {
        anchors.fill: parent
        active: root.page === StaffScreen.Page.HOME
        sourceComponent: StaffHome {
            models: root.models
        }
    }

    Loader {
        anchors.fill: parent
        active: root.page === StaffScreen.Page.MORE
        sourceComponent: StaffMore {
            models: root.models
        }
    }

    Loader {
        anchors.fill: parent
        active: root.page === StaffScreen.Page.QUEUE
        sourceComponent: SendingPage {
            status: root.models.status
        }
    }

    Loader {
        anchors.fill: parent
        active: root.page === StaffScreen.Page.READER
        sourceComponent: ReaderPage {
            frame: root.models.screen
            status: root.models.status
        }
    }

    EventPages {
        models: root.models.event_work
        frame: root.models.screen
    }

    LessOftenPages {
        models: root.models.less_often
        reviewed: root.models.reviewed
        page: root.page
    }
}
