import Hubtap

// An arrow that turns back.
Mark {
    drawing: "M 22 40 L 62 40 A 20 20 0 0 1 62 80 L 40 80 M 40 20 L 20 40 L 40 60"
    filled: ""
    strokeWidth: 9
}
