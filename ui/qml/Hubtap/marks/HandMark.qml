import Hubtap

// A raised hand: someone wants a team member.
Mark {
    drawing: "M 30 58 L 30 30 M 44 50 L 44 18 M 58 50 L 58 20 M 72 54 L 72 32 M 30 58 C 22 48 14 50 14 56 C 20 72 32 88 52 88 C 66 88 72 76 72 54"
    filled: ""
    strokeWidth: 8
}
