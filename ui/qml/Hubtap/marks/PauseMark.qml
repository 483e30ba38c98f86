import Hubtap

// A card with the sign for a pause: hold it still.
Mark {
    drawing: "M 20 30 L 80 30 A 5 5 0 0 1 85 35 L 85 65 A 5 5 0 0 1 80 70 L 20 70 A 5 5 0 0 1 15 65 L 15 35 A 5 5 0 0 1 20 30 Z M 42 43 L 42 57 M 58 43 L 58 57"
    radius: 24
    strokeWidth: 7
}
