import Hubtap

// A tag with a cross: the last one goes.
Mark {
    drawing: "M 34 22 L 88 22 L 88 78 L 34 78 L 10 50 Z M 48 38 L 72 62 M 72 38 L 48 62"
    filled: ""
    strokeWidth: 8
}
