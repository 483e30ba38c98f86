import QtQuick
import Hubtap
import Hubtap.Models

// A tile that opens a page; whoever may not open it doesn't see it.
Tile {
    id: root

    required property StaffScreen frame
    required property int page

    visible: root.frame.allowed.includes(root.page)
    pair: Theme.desk.tile
    width: Theme.sizes.tileWidth
    height: Theme.sizes.tileHeight
    onActivated: root.frame.open(root.page)
}
