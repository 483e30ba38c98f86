import Hubtap

// Three dots: there is more.
Mark {
    drawing: ""
    filled: "M 12 42 L 28 42 L 28 58 L 12 58 Z M 42 42 L 58 42 L 58 58 L 42 58 Z M 72 42 L 88 42 L 88 58 L 72 58 Z"
    strokeWidth: 8
}
