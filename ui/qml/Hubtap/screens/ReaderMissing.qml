import QtQuick
import Hubtap

// No reader can take cards. It heals by itself.
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
