import QtQuick
import Hubtap

// A drawing to touch; its label is for assistive tools.
Touchable {
    id: root

    default property alias mark: holder.data

    Item {
        id: holder

        anchors.centerIn: parent
        width: Theme.sizes.tileIcon
        height: Theme.sizes.tileIcon
    }
}
