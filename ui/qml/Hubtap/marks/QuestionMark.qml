import Hubtap

// A question mark in a rounded square.
Mark {
    drawing: "M 35 37 C 35 26 43 20 51 20 C 60 20 67 27 67 36 C 67 48 51 48 51 61"
    filled: "M 43.5 79 A 7.5 7.5 0 1 0 58.5 79 A 7.5 7.5 0 1 0 43.5 79 Z"
    radius: 24
}
