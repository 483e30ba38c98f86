import QtQuick
import Hubtap

// A small drawing and a short word beside it; ``told`` says it in full to assistive tools.
Row {
    id: root

    required property string word
    required property string told
    required property color ink
    default property alias mark: holder.data

    spacing: Theme.sizes.gap / 2

    Accessible.role: Accessible.StaticText
    Accessible.name: root.told

    Item {
        id: holder

        anchors.verticalCenter: parent.verticalCenter
        width: Theme.sizes.icon
        height: Theme.sizes.icon
    }

    StaffWords {
        text: root.word
        color: root.ink
        wrapMode: Text.NoWrap
        Accessible.ignored: true
    }
}
