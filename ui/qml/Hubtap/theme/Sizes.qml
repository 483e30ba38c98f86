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

    // The fonts of Arabic and Urdu leave more room above and below than their words need.
    readonly property real tallScript: 0.8
    readonly property int target: Math.round(16.2 * root.pxPerMm)
    readonly property int gap: Math.round(3.1 * root.pxPerMm)
    readonly property int margin: Math.round(6.2 * root.pxPerMm)
    readonly property int corner: Math.round(5 * root.pxPerMm)
    readonly property int drawing: Math.round(41 * root.pxPerMm)
    readonly property int mark: Math.round(45 * root.pxPerMm)

    // For staff, who stand close and use both hands.
    readonly property int staffText: Math.round(5.8 * root.pxPerMm * root.textFactor)
    readonly property int betweenLines: root.textFactor > 1 ? Math.round(-1.5 * root.pxPerMm) : 0
    readonly property int nameText: Math.round(7.2 * root.pxPerMm * root.textFactor)
    readonly property int staffNumber: Math.round(9.3 * root.pxPerMm)
    readonly property int staffSmallest: Math.round(5.8 * root.pxPerMm)
    readonly property int touch: Math.round(13.9 * root.pxPerMm)
    readonly property int header: Math.round(17 * root.pxPerMm)
    readonly property int icon: Math.round(6.2 * root.pxPerMm)
    readonly property int tileIcon: Math.round(9.2 * root.pxPerMm)
    readonly property int tileWidth: Math.round(34.7 * root.pxPerMm)
    readonly property int tileHeight: Math.round(22 * root.pxPerMm)
    readonly property int tallTile: Math.round(29.8 * root.pxPerMm)
    readonly property int cell: Math.round(16.2 * root.pxPerMm)
    readonly property int keyHeight: Math.round(17.7 * root.pxPerMm)
    readonly property int keyWidth: Math.round(21 * root.pxPerMm)
    readonly property int edge: Math.round(3.1 * root.pxPerMm)
    readonly property int narrowEdge: Math.round(2.3 * root.pxPerMm)
    readonly property int leadWidth: Math.round(18.5 * root.pxPerMm * root.textFactor)
    readonly property int flickStop: 4000
    readonly property int uprightTile: Math.round(34.7 * root.pxPerMm)
    readonly property int stepper: Math.round(20 * root.pxPerMm)
    readonly property int signalWidth: Math.round(47 * root.pxPerMm)
    readonly property int besideTyping: Math.round(36.6 * root.pxPerMm)
    readonly property int besideSearch: Math.round(83.6 * root.pxPerMm)
    readonly property int round: Math.round(2.3 * root.pxPerMm)
    readonly property int line: Math.round(0.4 * root.pxPerMm)
}
