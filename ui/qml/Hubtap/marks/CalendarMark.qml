import Hubtap

// A leaf of a calendar.
Mark {
    drawing: "M 14 24 L 86 24 L 86 84 L 14 84 Z M 14 44 L 86 44 M 34 12 L 34 30 M 66 12 L 66 30"
    filled: "M 28 54 L 44 54 L 44 70 L 28 70 Z"
    strokeWidth: 8
}
