import Hubtap

// A person.
Mark {
    drawing: ""
    filled: "M 50 20 A 16 16 0 1 1 49.9 20 Z M 20 82 C 20 66 32 58 50 58 C 68 58 80 66 80 82 Z"
}
