pragma ComponentBehavior: Bound
import QtQuick
import Hubtap
import Hubtap.Models

// "Wrong event?": at which event people were really; before that, where that is not plain, which one took them.
Item {
    id: root

    required property Move model

    StaffWords {
        id: question

        objectName: "move_question"
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.margins: Theme.sizes.edge
        maximumLineCount: 2
        elide: Text.ElideRight
        //: %1 is the title of an event.
        text: root.model.is_empty ? qsTr("There is nothing to move.") : root.model.source === "" ? qsTr("Whose arrivals are at the wrong event?") : qsTr("Where were people really who tapped for %1?").arg(root.model.source)
        font.bold: true
    }

    StaffList {
        anchors.left: question.left
        anchors.right: question.right
        anchors.top: question.bottom
        anchors.topMargin: Theme.sizes.gap
        anchors.bottom: parent.bottom
        screen: "move"
        model: root.model.rows
        delegate: EventItem {
            width: ListView.view.width
            screen: "move"
            likely: false
            onPicked: root.model.choose(event)
        }
    }
}
