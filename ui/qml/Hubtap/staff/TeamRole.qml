import QtQuick
import Hubtap

// What someone new is here.
Column {
    id: root

    signal chosen(bool lead)

    spacing: Theme.sizes.gap

    RoleTile {
        objectName: "team_helper"
        width: parent.width
        label: qsTr("Helper")
        told: qsTr("Checks people in, sees to their cards, opens events.")
        onActivated: root.chosen(false)
    }

    RoleTile {
        objectName: "team_lead"
        width: parent.width
        label: qsTr("Lead")
        told: qsTr("Also ends events, corrects past ones, looks after team and kiosk.")
        onActivated: root.chosen(true)
    }
}
