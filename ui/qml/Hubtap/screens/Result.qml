import QtQuick
import Hubtap
import Hubtap.Models

// What a tap came to: the same words and look for everyone, one for each result.
Item {
    id: root

    required property PublicScreen vm

    anchors.fill: parent

    Message {
        objectName: "result_checking"
        visible: root.vm.page === PublicScreen.Page.CHECKING
        pair: Theme.colours.rest
        opening: ""
        //: A tap takes longer than usual to be saved.
        main: qsTr("Checking …")
        mainSize: Theme.sizes.headline

        DotsMark {
            disc: Theme.colours.rest.ink
            ink: Theme.colours.rest.ground
        }
    }

    Message {
        objectName: "result_arrived"
        visible: root.vm.page === PublicScreen.Page.ARRIVED
        pair: Theme.colours.arrived
        openingSize: Theme.sizes.greeting
        //: %1 is a first name. With "You're in." at most five words.
        opening: root.vm.name ? qsTr("Hi %1.").arg(root.vm.name) : qsTr("Hello.")
        main: qsTr("You're in.")

        TickMark {
            disc: Theme.colours.arrived.ink
            ink: Theme.colours.arrived.ground
        }
    }

    Message {
        objectName: "result_already_here"
        visible: root.vm.page === PublicScreen.Page.ALREADY_HERE
        pair: Theme.colours.alreadyHere
        openingSize: Theme.sizes.greeting
        opening: root.vm.name ? qsTr("Hi %1.").arg(root.vm.name) : qsTr("Hello.")
        main: qsTr("You're already in.")

        HouseMark {
            disc: Theme.colours.alreadyHere.ink
            ink: Theme.colours.alreadyHere.ground
        }
    }

    Message {
        objectName: "result_left"
        visible: root.vm.page === PublicScreen.Page.LEFT
        pair: Theme.colours.left
        openingSize: Theme.sizes.greeting
        //: %1 is a first name. With "See you soon." at most five words.
        opening: root.vm.name ? qsTr("Goodbye %1.").arg(root.vm.name) : qsTr("Goodbye.")
        main: qsTr("See you soon.")

        WaveMark {
            disc: Theme.colours.left.ink
            ink: Theme.colours.left.ground
        }
    }

    Message {
        objectName: "result_help"
        visible: root.vm.page === PublicScreen.Page.HELP
        pair: Theme.colours.help
        opening: qsTr("Hello! Let's get you signed in.")
        main: qsTr("See a team member.")
        mainSize: Theme.sizes.headline

        QuestionMark {
            disc: Theme.colours.help.ink
            ink: Theme.colours.help.ground
        }
    }

    Message {
        objectName: "result_misread"
        visible: root.vm.page === PublicScreen.Page.MISREAD
        pair: Theme.colours.misread
        opening: ""
        main: qsTr("Hold your card still.")

        PauseMark {
            disc: Theme.colours.misread.ink
            ink: Theme.colours.misread.ground
        }
    }

    Message {
        objectName: "result_take_card"
        visible: root.vm.page === PublicScreen.Page.TAKE_CARD
        pair: Theme.colours.takeCard
        opening: ""
        main: qsTr("Take your card.")

        TakeMark {
            disc: Theme.colours.takeCard.ink
            ink: Theme.colours.takeCard.ground
        }
    }

    Message {
        objectName: "result_not_open"
        visible: root.vm.page === PublicScreen.Page.NOT_OPEN
        pair: Theme.colours.notOpen
        opening: qsTr("Hello.")
        openingSize: Theme.sizes.greeting
        //: %1 is a time such as 4:00.
        main: root.vm.opens ? qsTr("We open at %1.").arg(root.vm.opens) : qsTr("We open another time.")

        ClockMark {
            disc: Theme.colours.notOpen.ink
            ink: Theme.colours.notOpen.ground
        }
    }

    Message {
        objectName: "result_not_saved"
        visible: root.vm.page === PublicScreen.Page.NOT_SAVED
        pair: Theme.colours.notSaved
        opening: qsTr("Not saved.")
        openingSize: Theme.sizes.greeting
        main: qsTr("See a team member.")
        mainSize: Theme.sizes.headline

        PencilMark {
            disc: Theme.colours.notSaved.ink
            ink: Theme.colours.notSaved.ground
        }
    }

    Message {
        objectName: "result_staff"
        visible: root.vm.page === PublicScreen.Page.STAFF
        pair: Theme.colours.staff
        //: A team member's card, which never counts as a visit. With "No check-in needed." at most five words.
        opening: qsTr("Team card.")
        openingSize: Theme.sizes.greeting
        main: qsTr("No check-in needed.")
        mainSize: Theme.sizes.headline

        BadgeMark {
            disc: Theme.colours.staff.ink
            ink: Theme.colours.staff.ground
        }
    }
}
