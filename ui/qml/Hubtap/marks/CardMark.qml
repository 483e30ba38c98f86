import Hubtap

// A library card.
Mark {
    drawing: "M 10 26 L 90 26 L 90 76 L 10 76 Z M 10 42 L 90 42 M 24 60 L 48 60"
    strokeWidth: 8
}
