import QtQuick

// Lengths in logical pixels of the stage, from millimetres on a 7-inch panel (154 mm for 800 px).
QtObject {
    id: root

    // What a visitor must read grows with this; the room around it and the largest words do not.
    property real textFactor: 1
    readonly property real pxPerMm: 5.19

    readonly property int stageWidth: 800
    readonly property int stageHeight: 450
    readonly property int bleed: 900

    readonly property int smallest: Math.round(10.02 * root.pxPerMm)
    readonly property int text: Math.round(10.02 * root.pxPerMm * root.textFactor)
    readonly property int greeting: Math.round(11.6 * root.pxPerMm * root.textFactor)
    readonly property int headline: Math.round(13.1 * root.pxPerMm * root.textFactor)
    readonly property int hero: Math.round(18.5 * root.pxPerMm)

    readonly property int target: Math.round(16.2 * root.pxPerMm)
    readonly property int gap: Math.round(3.1 * root.pxPerMm)
    readonly property int margin: Math.round(6.2 * root.pxPerMm)
    readonly property int corner: Math.round(5 * root.pxPerMm)
    readonly property int drawing: Math.round(41 * root.pxPerMm)
    readonly property int mark: Math.round(45 * root.pxPerMm)
}
