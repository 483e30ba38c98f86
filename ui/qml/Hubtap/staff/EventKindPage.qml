import QtQuick
import Hubtap
import Hubtap.Models

// An event that nobody planned: what kind it is. Either choice opens it.
Item {
    id: root

    required property NewEvent model

    TextLine {
        id: title

        objectName: "kind_title"
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.margins: Theme.sizes.edge
        text: root.model.title
        font.bold: true
    }

    Row {
        id: choices

        anchors.left: title.left
        anchors.right: title.right
        anchors.top: title.bottom
        anchors.topMargin: Theme.sizes.gap
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.sizes.gap
        spacing: Theme.sizes.gap

        Choice {
            objectName: "kind_arrivals"
            width: (choices.width - choices.spacing) / 2
            height: choices.height
            label: qsTr("Arrivals only")
            means: qsTr("People tap when they come. A second tap says: already in.")
            onActivated: root.model.open_arrivals_only()
        }

        Choice {
            objectName: "kind_leaving"
            width: (choices.width - choices.spacing) / 2
            height: choices.height
            label: qsTr("Arrive and leave")
            means: qsTr("People tap when they come and when they go. You see who is here.")
            onActivated: root.model.open_arrive_and_leave()
        }
    }
}
