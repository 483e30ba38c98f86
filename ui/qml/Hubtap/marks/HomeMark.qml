import Hubtap

// A house.
Mark {
    drawing: "M 14 50 L 50 18 L 86 50 M 25 44 L 25 82 L 75 82 L 75 44"
    filled: ""
    strokeWidth: 9
}
