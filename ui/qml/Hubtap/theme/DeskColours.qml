import QtQuick

// Every colour of the staff screens.
QtObject {
    required property Pair page
    required property Pair header
    required property Pair tile
    required property Pair key
    required property Pair action
    required property Pair pressed
    required property Pair chosen
    required property Pair field
    required property Pair notice
    required property Pair undo
    required property Pair warning
    required property Pair hold

    required property color line
    required property color progress
}
