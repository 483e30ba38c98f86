import QtQuick
import Hubtap

// The 800x450 logical stage, as large as fits and turned as the panel is mounted. Nothing is drawn outside this item.
Item {
    id: root

    property int rotateDegrees: 0
    default property alias content: stage.data
    readonly property bool isUpright: root.rotateDegrees % 180 !== 0

    clip: true

    Item {
        id: stage

        anchors.centerIn: parent
        width: Theme.sizes.stageWidth
        height: Theme.sizes.stageHeight
        rotation: root.rotateDegrees
        scale: Math.min((root.isUpright ? root.height : root.width) / stage.width,
                        (root.isUpright ? root.width : root.height) / stage.height)

        LayoutMirroring.enabled: Application.layoutDirection === Qt.RightToLeft
        LayoutMirroring.childrenInherit: true
    }
}
