import QtQuick
import Hubtap
import Hubtap.Models

// What the event came to, what is still open, what happens to those still in, and a button to hold that ends it.
Item {
    id: root

    required property EventEnd model
    required property StaffScreen frame
    readonly property real third: (root.width - 2 * Theme.sizes.edge - 2 * Theme.sizes.gap) / 3

    Grid {
        id: figures

        anchors.left: parent.left
        anchors.leftMargin: Theme.sizes.edge
        anchors.top: parent.top
        columns: 3
        columnSpacing: Theme.sizes.gap
        visible: root.model.is_known

        Figure {
            objectName: "end_people"
            width: root.third
            number: root.model.people
            counts: qsTr("people came")
        }

        Figure {
            objectName: "end_here"
            width: root.third
            number: root.model.still_here
            counts: qsTr("are still here")
        }

        Figure {
            objectName: "end_heads"
            width: root.third
            number: root.model.headcount
            counts: qsTr("without names")
        }

        Figure {
            objectName: "end_staff"
            width: root.third
            number: root.model.by_staff
            counts: qsTr("of them by staff")
        }

        Figure {
            objectName: "end_paper"
            width: root.third
            number: root.model.from_paper
            counts: qsTr("of them from paper")
        }

        Figure {
            objectName: "end_waiting"
            width: root.third
            number: root.model.waiting
            counts: qsTr("not sent yet")
        }
    }

    StaffWords {
        objectName: "end_words"
        anchors.left: figures.left
        anchors.right: acts.left
        anchors.rightMargin: Theme.sizes.gap
        anchors.top: figures.bottom
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.sizes.gap / 2
        verticalAlignment: Text.AlignVCenter
        visible: root.model.is_on && root.model.still_here > 0
        text: qsTr("Whoever is still here leaves with the end, marked as inferred.")
        lineHeight: 0.9
        elide: Text.ElideRight
        maximumLineCount: 5
    }

    Column {
        id: acts

        anchors.right: parent.right
        anchors.rightMargin: Theme.sizes.edge
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.sizes.gap
        spacing: Theme.sizes.gap

        ActionButton {
            objectName: "end_unlinked"
            anchors.right: parent.right
            width: hold.width
            visible: root.model.unlinked > 0 && root.frame.allowed.includes(StaffScreen.Page.CARDS)
            pair: Theme.desk.tile
            //: %1 is a number of cards that nobody is known by.
            label: qsTr("Unlinked: %1").arg(root.model.unlinked)
            onActivated: root.model.link()
        }

        HoldButton {
            id: hold

            objectName: "end_hold"
            anchors.right: parent.right
            visible: root.model.is_on
            label: qsTr("Hold to end it")
            onIsPressedChanged: root.model.hold(hold.isPressed)
            onHeld: root.model.end()
        }
    }
}
