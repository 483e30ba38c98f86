import Hubtap

// A card with a question mark.
Mark {
    drawing: "M 10 26 L 90 26 L 90 76 L 10 76 Z M 40 43 C 40 34 60 34 60 44 C 60 50 50 50 50 58"
    filled: "M 46 64 L 54 64 L 54 70 L 46 70 Z"
    strokeWidth: 7
}
