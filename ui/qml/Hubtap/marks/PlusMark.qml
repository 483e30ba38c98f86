import Hubtap

// One more.
Mark {
    drawing: "M 50 18 L 50 82 M 18 50 L 82 50"
    strokeWidth: 12
}
