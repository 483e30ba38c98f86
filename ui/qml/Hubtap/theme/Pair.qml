import QtQuick

// A ground and the ink on it; their contrast is tested.
QtObject {
    required property color ground
    required property color ink
}
