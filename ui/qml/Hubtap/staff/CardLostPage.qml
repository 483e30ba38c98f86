pragma ComponentBehavior: Bound
import QtQuick
import Hubtap
import Hubtap.Models

// Someone without their card: find them, check them in, mark the old card lost, tap a new one.
Item {
    id: root

    required property CardLost model

    MemberSearch {
        visible: !root.model.has_person
        search: root.model.search
        screen: "lost"
    }

    Item {
        anchors.fill: parent
        anchors.leftMargin: Theme.sizes.edge
        anchors.rightMargin: Theme.sizes.edge
        anchors.topMargin: Theme.sizes.gap / 2
        anchors.bottomMargin: Theme.sizes.gap / 2
        visible: root.model.has_person

        Column {
            anchors.left: parent.left
            anchors.right: check.visible ? check.left : parent.right
            anchors.rightMargin: Theme.sizes.gap
            anchors.verticalCenter: check.verticalCenter

            TextLine {
                objectName: "lost_name"
                width: parent.width
                text: root.model.name || qsTr("Someone of another hub")
                font.bold: true
            }

            TextLine {
                objectName: "lost_about"
                width: parent.width
                text: [root.model.here ? qsTr("is in") : qsTr("is not in"), root.model.passport].filter(part => part !== "").join(" · ")
            }
        }

        ActionButton {
            id: check

            objectName: "lost_check_in"
            anchors.right: parent.right
            anchors.top: parent.top
            visible: root.model.may_check_in && !root.model.here
            label: qsTr("Check in")
            onActivated: root.model.check_in()
        }

        StaffWords {
            objectName: "lost_no_cards"
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: check.bottom
            anchors.topMargin: Theme.sizes.gap
            visible: cards.count === 0
            text: qsTr("No card is known of them.")
        }

        StaffList {
            id: cards

            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: check.bottom
            anchors.topMargin: Theme.sizes.gap / 2
            anchors.bottom: fresh.top
            anchors.bottomMargin: Theme.sizes.gap / 2
            screen: "lost"
            model: root.model.cards
            delegate: StaffRow {
                id: card

                required property int place
                required property string digits
                required property bool lost

                objectName: "lost_card_" + place
                width: ListView.view.width
                //: %1 are the last four characters of a card's number.
                words: qsTr("Card … %1").arg(digits)
                detail: lost ? qsTr("is lost") : ""

                ActionButton {
                    objectName: "lost_report_" + card.place
                    policy: TapHandler.DragThreshold
                    visible: !card.lost && root.model.may_cards
                    label: qsTr("It is lost")
                    onActivated: root.model.report(card.place)
                }
            }
        }

        ActionButton {
            id: fresh

            objectName: "lost_new"
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.bottom: parent.bottom
            visible: root.model.may_cards
            label: qsTr("Tap a new card now")
            onActivated: root.model.await_new()
        }
    }
}
