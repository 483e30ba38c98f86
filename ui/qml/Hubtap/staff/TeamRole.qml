import QtQuick
import Hubtap

// What someone new is here.
Column {
    id: root

    signal chosen(bool lead)

    spacing: Theme.sizes.gap

    Choice {
        objectName: "team_helper"
        width: parent.width
        height: Theme.sizes.tallTile + Theme.sizes.gap / 2
        label: qsTr("Helper")
        means: qsTr("Checks people in, sees to their cards, opens events.")
        onActivated: root.chosen(false)
    }

    Choice {
        objectName: "team_lead"
        width: parent.width
        height: Theme.sizes.tallTile + Theme.sizes.gap / 2
        label: qsTr("Lead")
        means: qsTr("Also ends events, corrects past ones, looks after team and kiosk.")
        onActivated: root.chosen(true)
    }
}
