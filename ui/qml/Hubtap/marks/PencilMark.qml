import Hubtap

// A pencil that writes a line on paper.
Mark {
    drawing: "M 32 59 L 66 25 L 77 36 L 43 70 L 28 74 Z M 58 33 L 69 44 M 50 78 L 76 78"
    radius: 24
    strokeWidth: 7
}
