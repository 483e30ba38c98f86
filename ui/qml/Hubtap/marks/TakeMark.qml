import Hubtap

// A card that leaves the reader upwards.
Mark {
    drawing: "M 50 62 L 50 22 M 33 38 L 50 21 L 67 38 M 22 62 L 22 76 L 78 76 L 78 62"
    radius: 24
    strokeWidth: 9
}
