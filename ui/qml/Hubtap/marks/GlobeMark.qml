import Hubtap

// The globe: languages.
Mark {
    drawing: "M 16 50 A 34 34 0 1 1 84 50 A 34 34 0 1 1 16 50 M 17 50 L 83 50 "
             + "M 50 16 C 30 34 30 66 50 84 C 70 66 70 34 50 16"
    strokeWidth: 7
}
