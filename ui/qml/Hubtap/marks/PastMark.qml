import Hubtap

// A clock that runs back.
Mark {
    drawing: "M 24 30 A 34 34 0 1 1 16 56 M 24 10 L 24 32 L 46 32 M 50 36 L 50 54 L 64 62"
    filled: ""
    strokeWidth: 8
}
