import QtQuick
import Hubtap

// A word or two to touch.
Touchable {
    id: root

    pair: Theme.desk.action
    implicitWidth: Math.max(Theme.sizes.touch, Math.ceil(words.implicitWidth) + 2 * Theme.sizes.gap)
    implicitHeight: Math.max(Theme.sizes.touch, words.implicitHeight + Theme.sizes.gap)

    StaffWords {
        id: words

        anchors.centerIn: parent
        text: root.label
        color: root.ink
        wrapMode: Text.NoWrap
        font.bold: true
        Accessible.ignored: true
    }
}
