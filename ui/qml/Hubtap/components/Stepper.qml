import QtQuick
import Hubtap

// A value between a plus and a minus.
Column {
    id: root

    required property string name
    required property string told
    required property string value
    signal stepped(int by)

    spacing: Theme.sizes.gap / 2

    Touchable {
        objectName: "clock_plus_" + root.name
        width: parent.width
        //: %1 is what is set: day, month, year, hour or minute.
        label: qsTr("%1: one more").arg(root.told)
        onActivated: root.stepped(1)

        StaffWords {
            anchors.centerIn: parent
            text: "+"
            font.pixelSize: Theme.sizes.staffNumber
            font.bold: true
            Accessible.ignored: true
        }
    }

    StaffWords {
        objectName: "clock_value_" + root.name
        width: parent.width
        horizontalAlignment: Text.AlignHCenter
        text: root.value
        font.bold: true
        Accessible.name: root.told + " " + root.value
    }

    Touchable {
        objectName: "clock_minus_" + root.name
        width: parent.width
        //: %1 is what is set: day, month, year, hour or minute.
        label: qsTr("%1: one less").arg(root.told)
        onActivated: root.stepped(-1)

        StaffWords {
            anchors.centerIn: parent
            text: "−"
            font.pixelSize: Theme.sizes.staffNumber
            font.bold: true
            Accessible.ignored: true
        }
    }
}
