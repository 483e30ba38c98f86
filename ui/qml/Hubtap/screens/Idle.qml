import QtQuick
import Hubtap

// What is on while nobody taps. Nothing moves.
Sheet {
    id: root

    required property string title
    required property string clock
    required property string readerSide
    signal helpWanted
    signal staffWanted
    signal languageWanted

    pair: Theme.colours.idle

    Rectangle {
        id: band

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.leftMargin: -Theme.sizes.bleed
        anchors.rightMargin: -Theme.sizes.bleed
        anchors.topMargin: -Theme.sizes.bleed
        height: Theme.sizes.bleed + Math.max(title.implicitHeight, clock.implicitHeight, staff.height) + Theme.sizes.gap
        color: Theme.colours.band.ground
    }

    Words {
        id: title

        objectName: "idle_title"
        anchors.left: parent.left
        anchors.leftMargin: Theme.sizes.margin
        anchors.right: clock.left
        anchors.rightMargin: Theme.sizes.gap
        anchors.bottom: band.bottom
        anchors.bottomMargin: Theme.sizes.gap / 2
        text: root.title
        color: Theme.colours.band.ink
        maximumLineCount: 2
        elide: Text.ElideRight
    }

    Words {
        id: clock

        objectName: "idle_clock"
        anchors.right: staff.left
        anchors.rightMargin: Theme.sizes.gap
        anchors.bottom: band.bottom
        anchors.bottomMargin: Theme.sizes.gap / 2
        text: root.clock
        visible: root.clock !== ""
        color: Theme.colours.band.ink
        wrapMode: Text.NoWrap
    }

    LockButton {
        id: staff

        objectName: "idle_staff"
        anchors.right: parent.right
        anchors.rightMargin: Theme.sizes.margin
        anchors.bottom: band.bottom
        anchors.bottomMargin: Theme.sizes.gap / 2
        onActivated: root.staffWanted()
    }

    Words {
        objectName: "idle_headline"
        anchors.left: parent.left
        anchors.leftMargin: Theme.sizes.margin
        anchors.right: drawing.left
        anchors.rightMargin: Theme.sizes.gap
        anchors.top: band.bottom
        anchors.topMargin: Theme.sizes.gap * 3 / 4
        anchors.bottom: help.top
        anchors.bottomMargin: Theme.sizes.gap * 3 / 4
        verticalAlignment: Text.AlignVCenter
        text: qsTr("Tap your library card here")
        color: root.pair.ink
        font.pixelSize: Theme.sizes.headline
        font.bold: true
        fontSizeMode: Text.Fit
    }

    BigButton {
        id: help

        objectName: "idle_help"
        anchors.left: parent.left
        anchors.leftMargin: Theme.sizes.margin
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.sizes.gap
        label: qsTr("No card?")
        onActivated: root.helpWanted()
    }

    MarkButton {
        id: language

        objectName: "idle_language"
        anchors.left: help.right
        anchors.leftMargin: Theme.sizes.gap
        anchors.verticalCenter: help.verticalCenter
        label: qsTr("Language")
        onActivated: root.languageWanted()

        GlobeMark {
            disc: "transparent"
            ink: language.ink
        }
    }

    CardToReader {
        id: drawing

        objectName: "idle_drawing"
        anchors.right: parent.right
        anchors.rightMargin: Theme.sizes.margin
        anchors.top: band.bottom
        anchors.bottom: parent.bottom
        anchors.topMargin: Theme.sizes.gap
        anchors.bottomMargin: Theme.sizes.gap
        width: Theme.sizes.drawing
        side: root.readerSide
    }
}
