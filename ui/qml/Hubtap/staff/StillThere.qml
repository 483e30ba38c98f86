import QtQuick
import Hubtap

// The last seconds before the lock. A finger anywhere puts it off; what lies below is not touched.
StaffGround {
    id: root

    required property int seconds
    signal answered

    StaffWords {
        objectName: "still_words"
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.margins: Theme.sizes.margin
        anchors.bottom: button.top
        anchors.bottomMargin: Theme.sizes.margin
        horizontalAlignment: Text.AlignHCenter
        //: %1 is a number of seconds.
        text: qsTr("Still there? It locks in %1\u00a0s.").arg(root.seconds)
        font.bold: true
    }

    ActionButton {
        id: button

        objectName: "still_stay"
        anchors.centerIn: parent
        anchors.verticalCenterOffset: height / 2
        label: qsTr("Go on")
        onActivated: root.answered()
    }
}
