import Hubtap

// Three dots: in a moment.
Mark {
    drawing: ""
    filled: "M 21 50 A 8 8 0 1 0 37 50 A 8 8 0 1 0 21 50 Z M 42 50 A 8 8 0 1 0 58 50 A 8 8 0 1 0 42 50 Z M 63 50 A 8 8 0 1 0 79 50 A 8 8 0 1 0 63 50 Z"
}
