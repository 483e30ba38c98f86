import Hubtap

// A tick: done.
Mark {
    drawing: "M 27 53 L 44 70 L 74 34"
    strokeWidth: 13
}
