import Hubtap

// A reader with its waves.
Mark {
    drawing: "M 16 64 L 84 64 L 84 84 L 16 84 Z M 36 50 A 20 20 0 0 1 64 50 M 24 36 A 36 36 0 0 1 76 36"
    filled: ""
    strokeWidth: 8
}
