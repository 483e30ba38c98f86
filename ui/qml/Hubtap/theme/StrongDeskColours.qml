import QtQuick
import Hubtap

// Black and white, and yellow for what can be touched.
DeskColours {
    page: Pair { ground: "#000000"; ink: "#ffffff" }
    header: Pair { ground: "#ffffff"; ink: "#000000" }
    tile: Pair { ground: "#000000"; ink: "#ffff00" }
    key: Pair { ground: "#000000"; ink: "#ffff00" }
    action: Pair { ground: "#ffff00"; ink: "#000000" }
    pressed: Pair { ground: "#ffffff"; ink: "#000000" }
    chosen: Pair { ground: "#ffff00"; ink: "#000000" }
    field: Pair { ground: "#000000"; ink: "#ffffff" }
    notice: Pair { ground: "#000000"; ink: "#7ff5ee" }
    undo: Pair { ground: "#000000"; ink: "#ffffff" }
    warning: Pair { ground: "#000000"; ink: "#ffc861" }
    hold: Pair { ground: "#000000"; ink: "#ffc08a" }

    line: "#ffffff"
    progress: "#ffff00"
}
