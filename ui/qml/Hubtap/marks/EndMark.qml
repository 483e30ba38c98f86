import Hubtap

// A door, and the way out.
Mark {
    drawing: "M 56 14 L 18 14 L 18 86 L 56 86 M 40 50 L 90 50 M 72 32 L 90 50 L 72 68"
    filled: ""
    strokeWidth: 9
}
