import Hubtap

// Tally strokes: five.
Mark {
    drawing: "M 20 22 L 20 78 M 38 22 L 38 78 M 56 22 L 56 78 M 74 22 L 74 78 M 8 66 L 88 34"
    filled: ""
    strokeWidth: 8
}
