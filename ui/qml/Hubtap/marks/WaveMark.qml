import Hubtap

// A waving hand.
Mark {
    drawing: "M 40 52 L 33 31 M 50 48 L 47 24 M 60 49 L 62 26 M 69 54 L 75 36 M 36 62 L 24 52"
    filled: "M 35 50 L 74 50 C 76 62 72 80 54 80 C 42 80 38 72 31 62 Z"
    strokeWidth: 10
}
