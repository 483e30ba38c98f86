import Hubtap

// A house with a tick in it: already inside.
Mark {
    drawing: "M 22 49 L 50 24 L 78 49 M 29 46 L 29 77 L 71 77 L 71 46 M 41 58 L 48 65 L 60 51"
    strokeWidth: 7
}
