import QtQuick
import Hubtap
import Hubtap.Models

// "Wrong event?", its second part: which of the last arrivals go along.
Item {
    id: root

    required property MoveWhich model
    readonly property real third: (root.width - 2 * Theme.sizes.edge - 2 * Theme.sizes.gap) / 3

    StaffWords {
        id: title

        objectName: "which_title"
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.leftMargin: Theme.sizes.edge
        anchors.rightMargin: Theme.sizes.edge
        anchors.topMargin: Theme.sizes.gap / 2
        maximumLineCount: 1
        elide: Text.ElideRight
        //: %1 and %2 are titles of events.
        text: qsTr("From %1 to %2").arg(root.model.source).arg(root.model.to)
        font.bold: true
    }

    Row {
        id: parts

        anchors.left: title.left
        anchors.top: title.bottom
        anchors.topMargin: Theme.sizes.gap / 2
        spacing: Theme.sizes.gap

        Option {
            objectName: "which_everyone"
            width: root.third
            isChosen: root.model.part === MoveWhich.Part.EVERYONE
            //: %1 is a number of people.
            label: qsTr("Everyone: %1").arg(root.model.everyone)
            onActivated: root.model.take(MoveWhich.Part.EVERYONE)
        }

        Option {
            objectName: "which_since"
            width: root.third
            enabled: root.model.since > 0
            isChosen: root.model.part === MoveWhich.Part.SINCE
            //: %1 is a time, %2 a number of people.
            label: root.model.since_at === "" ? qsTr("Since its beginning") : qsTr("Since %1: %2").arg(root.model.since_at).arg(root.model.since)
            onActivated: root.model.take(MoveWhich.Part.SINCE)
        }

        Option {
            objectName: "which_last"
            width: root.third
            isChosen: root.model.part === MoveWhich.Part.LAST
            //: %1 is a number of people.
            label: qsTr("The last %1").arg(root.model.last)
            onActivated: root.model.take(MoveWhich.Part.LAST)
        }
    }

    StepKeys {
        id: steps

        anchors.right: parent.right
        anchors.rightMargin: Theme.sizes.edge
        anchors.top: parts.bottom
        anchors.topMargin: Theme.sizes.gap
        screen: "which"
        onStepped: by => root.model.add(by)
    }

    StaffWords {
        objectName: "which_heads"
        anchors.left: title.left
        anchors.right: title.right
        anchors.bottom: act.top
        anchors.bottomMargin: Theme.sizes.gap / 2
        visible: root.model.heads > 0
        maximumLineCount: 1
        elide: Text.ElideRight
        //: %1 is a number of people.
        text: root.model.are_all ? qsTr("Headcounts go along: %1").arg(root.model.heads) : qsTr("Headcounts stay: %1").arg(root.model.heads)
    }

    StaffWords {
        objectName: "which_names"
        anchors.left: title.left
        anchors.right: steps.left
        anchors.rightMargin: Theme.sizes.gap
        anchors.top: steps.top
        maximumLineCount: root.model.heads > 0 ? 1 : 2
        elide: Text.ElideRight
        lineHeight: 0.9
        text: root.model.names
    }

    Option {
        id: also

        objectName: "which_open"
        anchors.left: title.left
        anchors.right: act.left
        anchors.rightMargin: Theme.sizes.gap
        anchors.bottom: act.bottom
        visible: root.model.can_open
        isChosen: root.model.also_open
        //: %1 is the title of an event.
        label: qsTr("Also open %1 now").arg(root.model.to)
        isAlone: true
        onActivated: root.model.turn_opening()
    }

    ActionButton {
        id: act

        objectName: "which_move"
        anchors.right: parent.right
        anchors.rightMargin: Theme.sizes.edge
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.sizes.gap
        width: Math.max(implicitWidth, root.third)
        enabled: root.model.count > 0
        //: %1 is a number of people.
        label: qsTr("Move %1").arg(root.model.count)
        onActivated: root.model.move()
    }
}
