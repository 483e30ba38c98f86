import Hubtap

// A clock.
Mark {
    drawing: "M 50 18 A 32 32 0 1 1 49.9 18 Z M 50 32 L 50 51 L 63 60"
    strokeWidth: 8
}
