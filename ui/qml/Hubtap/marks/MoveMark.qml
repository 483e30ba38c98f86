import Hubtap

// From one place to another: an arrow from box to box.
Mark {
    drawing: "M 10 30 L 34 30 L 34 70 L 10 70 Z M 66 30 L 90 30 L 90 70 L 66 70 Z M 44 50 L 56 50"
    filled: "M 52 38 L 64 50 L 52 62 Z"
    strokeWidth: 8
}
