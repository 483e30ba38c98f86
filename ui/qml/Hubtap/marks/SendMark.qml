import Hubtap

// An arrow out of a tray: what is to be sent.
Mark {
    drawing: "M 50 66 L 50 16 M 30 36 L 50 14 L 70 36 M 16 62 L 16 84 L 84 84 L 84 62"
    filled: ""
    strokeWidth: 9
}
