import QtQuick
import Hubtap
import Hubtap.Models

// The touchscreen's window.
Window {
    id: root

    required property PublicScreen vm
    required property StaffModels staff
    property string readerSide: "below"
    property int rotateDegrees: 0
    property bool fullScreen: false

    width: 800
    height: 480
    visible: true
    visibility: root.fullScreen ? Window.FullScreen : Window.Windowed
    color: "black"
    title: "Hubtap"

    Screen {
        anchors.fill: parent
        vm: root.vm
        staff: root.staff
        readerSide: root.readerSide
        rotateDegrees: root.rotateDegrees
    }
}
