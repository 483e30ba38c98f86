import QtQuick

// Every colour of the public screen.
QtObject {
    required property Pair idle
    required property Pair band
    required property Pair button
    required property Pair pressed
    required property Pair arrived
    required property Pair alreadyHere
    required property Pair left
    required property Pair help
    required property Pair misread
    required property Pair takeCard
    required property Pair notOpen
    required property Pair notSaved
    required property Pair staff
    required property Pair rest

    required property color card
    required property color cardMark
    required property color arrow
    required property color veil
}
