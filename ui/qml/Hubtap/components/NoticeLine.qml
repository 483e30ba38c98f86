import QtQuick
import Hubtap

// One line for staff at work: what a visitor's tap came to, or that someone wants a team member.
TextLine {
    id: root

    required property string kind
    required property string name
    readonly property string who: root.name || qsTr("Someone")
    readonly property var sentences: ({
            "arrived": qsTr("%1 is in.").arg(root.who),
            "already_here": qsTr("%1 is in already.").arg(root.who),
            "left": qsTr("%1 has left.").arg(root.who),
            "help": qsTr("A card that needs you."),
            "misread": qsTr("A card was not read."),
            "take_card": qsTr("A card lies on the reader."),
            "not_open": qsTr("A card: nothing is open."),
            "not_saved": qsTr("A tap was not saved: use paper."),
            "staff": qsTr("A staff card."),
            "wanted": qsTr("Someone asks for a team member.")
        })

    text: root.sentences[root.kind] ?? ""
    leftPadding: Theme.sizes.gap / 2
    rightPadding: Theme.sizes.gap / 2
    color: Theme.desk.notice.ink
    font.bold: true
    Accessible.role: Accessible.AlertMessage

    Rectangle {
        anchors.fill: parent
        z: -1
        radius: Theme.sizes.round
        color: Theme.desk.notice.ground
        border.color: Theme.desk.notice.ink
        border.width: Theme.sizes.line
    }
}
