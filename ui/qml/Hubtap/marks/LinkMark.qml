import Hubtap

// A card and a link.
Mark {
    drawing: "M 10 24 L 74 24 L 74 50 M 10 24 L 10 66 L 40 66 M 60 70 A 12 12 0 1 1 60 70.1 M 70 70 L 92 70"
    filled: ""
    strokeWidth: 8
}
