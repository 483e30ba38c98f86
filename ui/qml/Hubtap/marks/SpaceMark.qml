import Hubtap

// The space between words.
Mark {
    drawing: "M 18 46 L 18 68 L 82 68 L 82 46"
}
