import Hubtap

// A person and a plus.
Mark {
    drawing: "M 66 34 L 94 34 M 80 20 L 80 48"
    filled: "M 38 18 A 16 16 0 1 1 37.9 18 Z M 8 84 C 8 66 20 58 38 58 C 56 58 68 66 68 84 Z"
    strokeWidth: 9
}
