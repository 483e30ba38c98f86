import QtQuick
import Hubtap

// Cool and quiet, unlike anything that visitors see.
DeskColours {
    page: Pair { ground: "#eef2f7"; ink: "#101c2c" }
    header: Pair { ground: "#22303f"; ink: "#ffffff" }
    tile: Pair { ground: "#ffffff"; ink: "#101c2c" }
    key: Pair { ground: "#ffffff"; ink: "#101c2c" }
    action: Pair { ground: "#1b4a80"; ink: "#ffffff" }
    pressed: Pair { ground: "#ffd166"; ink: "#101c2c" }
    chosen: Pair { ground: "#1d4f91"; ink: "#ffffff" }
    field: Pair { ground: "#ffffff"; ink: "#101c2c" }
    notice: Pair { ground: "#0b4f5c"; ink: "#ffffff" }
    undo: Pair { ground: "#ffffff"; ink: "#101c2c" }
    warning: Pair { ground: "#ffc861"; ink: "#101c2c" }
    hold: Pair { ground: "#5c2a0e"; ink: "#ffffff" }

    line: "#6b7a8d"
    progress: "#b34700"
}
