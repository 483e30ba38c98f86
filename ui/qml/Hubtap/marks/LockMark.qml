import Hubtap

// A padlock.
Mark {
    drawing: "M 32 46 L 32 34 A 18 18 0 0 1 68 34 L 68 46"
    filled: "M 22 46 L 78 46 L 78 84 L 22 84 Z"
    strokeWidth: 9
}
