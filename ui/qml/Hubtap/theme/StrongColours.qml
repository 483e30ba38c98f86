import QtQuick
import Hubtap

// The strongest contrast there is: black and white, with one light colour for each result.
Colours {
    idle: Pair { ground: "#000000"; ink: "#ffffff" }
    band: Pair { ground: "#ffffff"; ink: "#000000" }
    button: Pair { ground: "#ffff00"; ink: "#000000" }
    pressed: Pair { ground: "#ffffff"; ink: "#000000" }
    arrived: Pair { ground: "#000000"; ink: "#5dff9b" }
    alreadyHere: Pair { ground: "#000000"; ink: "#8fd0ff" }
    left: Pair { ground: "#000000"; ink: "#7ff5ee" }
    help: Pair { ground: "#000000"; ink: "#d9b8ff" }
    misread: Pair { ground: "#000000"; ink: "#ffff00" }
    takeCard: Pair { ground: "#000000"; ink: "#ffffff" }
    notOpen: Pair { ground: "#000000"; ink: "#d0d7e2" }
    notSaved: Pair { ground: "#000000"; ink: "#ffc08a" }
    staff: Pair { ground: "#000000"; ink: "#ffb8d2" }
    rest: Pair { ground: "#000000"; ink: "#e6e0f5" }

    card: "#ffffff"
    cardMark: "#000000"
    arrow: "#ffff00"
    veil: "#000000"
}
