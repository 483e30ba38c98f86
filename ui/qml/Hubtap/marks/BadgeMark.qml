import Hubtap

// A name badge on its band.
Mark {
    drawing: "M 38 8 L 50 28 L 62 8 M 33 28 L 67 28 A 5 5 0 0 1 72 33 L 72 81 A 5 5 0 0 1 67 86 L 33 86 A 5 5 0 0 1 28 81 L 28 33 A 5 5 0 0 1 33 28 Z"
    filled: "M 50 38 A 9 9 0 1 1 49.9 38 Z M 36 77 C 36 67 42 62 50 62 C 58 62 64 67 64 77 Z"
    strokeWidth: 6
}
