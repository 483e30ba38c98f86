import Hubtap

// Lines of a list.
Mark {
    drawing: "M 40 24 L 86 24 M 40 50 L 86 50 M 40 76 L 86 76"
    filled: "M 12 16 L 28 16 L 28 32 L 12 32 Z M 12 42 L 28 42 L 28 58 L 12 58 Z M 12 68 L 28 68 L 28 84 L 12 84 Z"
    strokeWidth: 9
}
