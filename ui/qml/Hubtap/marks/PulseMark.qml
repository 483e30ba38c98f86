import Hubtap

// A pulse: how the kiosk is.
Mark {
    drawing: "M 8 52 L 30 52 L 42 22 L 58 80 L 68 52 L 92 52"
    filled: ""
    strokeWidth: 8
}
