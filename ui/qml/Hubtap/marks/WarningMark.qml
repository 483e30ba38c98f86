import Hubtap

// A triangle with a line in it: look here.
Mark {
    drawing: "M 50 14 L 92 86 L 8 86 Z M 50 42 L 50 62"
    filled: "M 45 70 L 55 70 L 55 79 L 45 79 Z"
    strokeWidth: 8
}
