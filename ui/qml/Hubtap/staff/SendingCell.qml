import QtQuick
import Hubtap
import Hubtap.Models

// How many records wait, and when one was sent last; a colour and a shape of its own once they wait for long.
Cell {
    id: root

    required property Status status
    readonly property string when: root.status.last_sent ? qsTr("last sent %1").arg(root.status.last_sent) : qsTr("never sent")

    //: %1 is a number of records, %2 "last sent 15:40".
    words: root.status.waiting > 0 ? qsTr("%1 waiting, %2").arg(root.status.waiting).arg(root.when) : qsTr("All sent")
    pair: root.status.late ? Theme.desk.warning : Theme.desk.tile

    WarningMark {
        visible: root.status.late
        disc: "transparent"
        ink: root.ink
    }

    TickMark {
        visible: root.status.waiting === 0
        disc: "transparent"
        ink: root.ink
    }

    SendMark {
        visible: !root.status.late && root.status.waiting > 0
        disc: "transparent"
        ink: root.ink
    }
}
