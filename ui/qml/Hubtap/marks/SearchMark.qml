import Hubtap

// A magnifying glass.
Mark {
    drawing: "M 66 42 A 24 24 0 1 1 18 42 A 24 24 0 1 1 66 42 M 60 60 L 84 84"
    strokeWidth: 10
}
