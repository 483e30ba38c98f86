import Hubtap

// A crescent moon: having a rest.
Mark {
    drawing: ""
    filled: "M 58 18 A 33 33 0 1 0 83 61 A 28 28 0 0 1 58 18 Z"
}
