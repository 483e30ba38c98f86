import Hubtap

// An arrow to where one came from.
Mark {
    drawing: "M 82 50 L 20 50 M 44 24 L 18 50 L 44 76"
    filled: ""
    strokeWidth: 11
}
