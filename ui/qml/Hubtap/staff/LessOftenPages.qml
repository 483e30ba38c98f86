pragma ComponentBehavior: Bound
import QtQuick
import Hubtap
import Hubtap.Models

// The pages of the tasks that come up less often; one that isn't open isn't there.
Item {
    id: root

    required property LessOften models
    required property Reviewed reviewed
    required property int page

    anchors.fill: parent

    Loader {
        anchors.fill: parent
        active: root.page === StaffScreen.Page.CARD_LOST
        sourceComponent: CardLostPage {
            model: root.models.card_lost
        }
    }

    Loader {
        anchors.fill: parent
        active: root.page === StaffScreen.Page.CARDS
        sourceComponent: UnlinkedPage {
            model: root.models.unlinked
        }
    }

    Loader {
        anchors.fill: parent
        active: root.page === StaffScreen.Page.LINK
        sourceComponent: LinkPage {
            model: root.models.linking
        }
    }

    Loader {
        anchors.fill: parent
        active: root.page === StaffScreen.Page.TEAM
        sourceComponent: TeamPage {
            model: root.models.team
        }
    }

    Loader {
        anchors.fill: parent
        active: root.page === StaffScreen.Page.STICK
        sourceComponent: UsbPage {
            model: root.models.stick
        }
    }

    Loader {
        anchors.fill: parent
        active: root.page === StaffScreen.Page.PAST
        sourceComponent: PastPage {
            model: root.models.past
        }
    }

    Loader {
        anchors.fill: parent
        active: root.page === StaffScreen.Page.PAPER
        sourceComponent: PaperPage {
            model: root.models.paper
        }
    }

    Loader {
        anchors.fill: parent
        active: root.page === StaffScreen.Page.PAPER_LINE
        sourceComponent: PaperLinePage {
            model: root.models.paper_line
        }
    }

    Loader {
        anchors.fill: parent
        active: root.page === StaffScreen.Page.CLOCK
        sourceComponent: ClockPage {
            model: root.models.clock
        }
    }

    Loader {
        anchors.fill: parent
        active: root.page === StaffScreen.Page.DIAGNOSTICS
        sourceComponent: DiagnosticsPage {
            model: root.models.diagnostics
            reviewed: root.reviewed
        }
    }
}
