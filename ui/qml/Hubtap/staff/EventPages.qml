pragma ComponentBehavior: Bound
import QtQuick
import Hubtap
import Hubtap.Models

// An event's pages; one that isn't open isn't there, and neither are its names.
Item {
    id: root

    required property EventWork models
    required property StaffScreen frame
    readonly property int page: root.frame.page

    anchors.fill: parent

    Loader {
        anchors.fill: parent
        active: root.page === StaffScreen.Page.EVENT
        sourceComponent: ChooserPage {
            model: root.models.chooser
            frame: root.frame
        }
    }

    Loader {
        anchors.fill: parent
        active: root.page === StaffScreen.Page.NEW_EVENT
        sourceComponent: NewEventPage {
            model: root.models.new_event
        }
    }

    Loader {
        anchors.fill: parent
        active: root.page === StaffScreen.Page.EVENT_KIND
        sourceComponent: EventKindPage {
            model: root.models.new_event
        }
    }

    Loader {
        anchors.fill: parent
        active: root.page === StaffScreen.Page.MOVE
        sourceComponent: MovePage {
            model: root.models.move
        }
    }

    Loader {
        anchors.fill: parent
        active: root.page === StaffScreen.Page.MOVE_WHICH
        sourceComponent: MoveWhichPage {
            model: root.models.move_which
        }
    }

    Loader {
        anchors.fill: parent
        active: root.page === StaffScreen.Page.ARRIVALS
        sourceComponent: ArrivalsPage {
            model: root.models.arrivals
            frame: root.frame
        }
    }

    Loader {
        anchors.fill: parent
        active: root.page === StaffScreen.Page.ADD_PERSON
        sourceComponent: AddPersonPage {
            model: root.models.add_person
        }
    }

    Loader {
        anchors.fill: parent
        active: root.page === StaffScreen.Page.HERE
        sourceComponent: WhoIsHerePage {
            model: root.models.who_is_here
        }
    }

    Loader {
        anchors.fill: parent
        active: root.page === StaffScreen.Page.HEADCOUNT
        sourceComponent: HeadcountPage {
            model: root.models.headcount
        }
    }

    Loader {
        anchors.fill: parent
        active: root.page === StaffScreen.Page.END
        sourceComponent: EventEndPage {
            model: root.models.event_end
            frame: root.frame
        }
    }
}
