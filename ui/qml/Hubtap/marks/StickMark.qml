import Hubtap

// A USB stick.
Mark {
    drawing: "M 24 40 L 76 40 L 76 86 L 24 86 Z M 34 40 L 34 14 L 66 14 L 66 40"
    filled: "M 42 22 L 48 22 L 48 30 L 42 30 Z M 52 22 L 58 22 L 58 30 L 52 30 Z"
    strokeWidth: 8
}
