pragma ComponentBehavior: Bound
import QtQuick
import Hubtap
import Hubtap.Models

// The evacuation list: everyone who is in by name, who of them was seen outside, and what the list can't know.
Item {
    id: root

    required property WhoIsHere model
    readonly property int missing: root.model.named - root.model.seen
    readonly property int columns: 3
    readonly property string unnamed: root.model.unnamed > 0 ? qsTr("%1 more: names not known").arg(root.model.unnamed) : ""
    readonly property string lost: root.model.lost > 0 ? qsTr("perhaps %1 more: cards reported lost").arg(root.model.lost) : ""
    readonly property string heads: root.model.headcount > 0 ? qsTr("%1 more: counted").arg(root.model.headcount) : ""
    //: %1 is a number of people.
    readonly property string allSeen: qsTr("All %1 were seen.").arg(root.model.named)
    //: %1 are names.
    readonly property string whoMisses: qsTr("Still missing: %1").arg(root.model.missing_names)
    //: %1 and %2 are numbers of people.
    readonly property string howMany: qsTr("Still missing: %1 of %2").arg(root.missing).arg(root.model.named)
    //: %1 are names of kiosks, each with a time.
    readonly property string covers: qsTr("Covers %1.").arg(root.model.covers)

    StaffWords {
        id: summary

        objectName: "here_summary"
        anchors.left: parent.left
        anchors.leftMargin: Theme.sizes.edge
        anchors.right: again.left
        anchors.rightMargin: Theme.sizes.gap
        anchors.top: parent.top
        anchors.topMargin: Theme.sizes.gap / 2
        visible: root.model.is_known
        text: root.model.named === 0 ? qsTr("Nobody is in by name.") : root.missing === 0 ? root.allSeen : root.model.missing_names !== "" ? root.whoMisses : root.howMany
        maximumLineCount: 2
        elide: Text.ElideRight
        font.bold: true
    }

    GridView {
        id: view

        objectName: "here_list"
        anchors.left: summary.left
        anchors.right: again.left
        anchors.top: summary.bottom
        anchors.topMargin: Theme.sizes.gap / 2
        anchors.bottom: parent.bottom
        visible: root.model.is_known
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        flickDeceleration: Theme.sizes.flickStop
        cacheBuffer: Math.max(0, height)
        cellWidth: Math.floor(width / root.columns)
        cellHeight: Theme.sizes.touch + Theme.sizes.gap
        model: root.model.rows
        delegate: PersonItem {
            width: GridView.view.cellWidth
            height: GridView.view.cellHeight
            onMarked: root.model.mark(person)
        }
        header: Column {
            width: GridView.view.width - Theme.sizes.gap
            bottomPadding: Theme.sizes.gap / 2
            onHeightChanged: if (view.contentY <= 0) view.positionViewAtBeginning()

            StaffWords {
                objectName: "here_misses"
                width: parent.width
                visible: root.model.misses !== ""
                //: %1 are names of kiosks.
                text: "! " + qsTr("Not from: %1. Ask there.").arg(root.model.misses)
                font.bold: true
            }

            StaffWords {
                objectName: "here_more"
                width: parent.width
                visible: text !== ""
                text: [root.unnamed, root.lost, root.heads].filter(part => part !== "").join(" · ")
            }

            StaffWords {
                objectName: "here_covers"
                width: parent.width
                text: root.covers
            }
        }

        Accessible.role: Accessible.List
        //: %1 is a number of people.
        Accessible.name: qsTr("%1 people").arg(view.count)
    }

    Item {
        anchors.fill: view

        PointHandler {
            onActiveChanged: root.model.hold(active)
        }
    }

    IconButton {
        id: again

        objectName: "here_again"
        anchors.right: parent.right
        anchors.rightMargin: Theme.sizes.edge
        anchors.top: parent.top
        anchors.topMargin: Theme.sizes.gap / 2
        enabled: root.model.seen > 0
        label: qsTr("Take all marks away")
        onActivated: root.model.start_again()

        UndoMark {
            disc: "transparent"
            ink: again.ink
        }
    }

    ListWays {
        anchors.right: again.right
        anchors.top: again.bottom
        anchors.topMargin: Theme.sizes.gap
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.sizes.gap / 2
        screen: "here"
        view: view
    }
}
