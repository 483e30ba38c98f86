import Hubtap

// Two people.
Mark {
    drawing: ""
    filled: "M 32 22 A 14 14 0 1 1 31.9 22 Z M 6 82 C 6 64 16 56 32 56 C 48 56 58 64 58 82 Z M 70 22 A 14 14 0 1 1 69.9 22 Z M 62 60 C 64 58 67 56 70 56 C 86 56 94 64 94 82 L 64 82 C 64 72 64 66 62 60 Z"
    strokeWidth: 6
}
