import QtQuick
import Hubtap

// Warm paper for waiting, one clear colour for each result. None of them is red.
Colours {
    idle: Pair { ground: "#fff7e6"; ink: "#101c2c" }
    band: Pair { ground: "#17324d"; ink: "#ffffff" }
    button: Pair { ground: "#17324d"; ink: "#ffffff" }
    pressed: Pair { ground: "#ffd166"; ink: "#101c2c" }
    arrived: Pair { ground: "#066030"; ink: "#ffffff" }
    alreadyHere: Pair { ground: "#1d4f91"; ink: "#ffffff" }
    left: Pair { ground: "#0b4f5c"; ink: "#ffffff" }
    help: Pair { ground: "#5b3a8c"; ink: "#ffffff" }
    misread: Pair { ground: "#ffd166"; ink: "#101c2c" }
    takeCard: Pair { ground: "#bfe3ff"; ink: "#101c2c" }
    notOpen: Pair { ground: "#3a4454"; ink: "#ffffff" }
    notSaved: Pair { ground: "#ffc08a"; ink: "#101c2c" }
    staff: Pair { ground: "#5c4113"; ink: "#ffffff" }
    rest: Pair { ground: "#e6e0f5"; ink: "#101c2c" }

    card: "#1d4f91"
    cardMark: "#ffffff"
    arrow: "#b34700"
    veil: "#000000"
}
