pragma ComponentBehavior: Bound
import QtQuick
import Hubtap
import Hubtap.Models

// People without names: whose heads, how many; beside it what was counted so far, which stands still under a finger.
Item {
    id: root

    required property Headcount model
    // In the order of Headcount.Label.
    readonly property list<string> labels: [qsTr("visitors"), qsTr("adults"), qsTr("children"), qsTr("helpers")]

    Column {
        id: counter

        anchors.left: parent.left
        anchors.leftMargin: Theme.sizes.edge
        anchors.top: parent.top
        anchors.topMargin: Theme.sizes.gap
        width: 5 * Theme.sizes.touch + Theme.sizes.gap
        spacing: Theme.sizes.gap

        Grid {
            columns: 2
            spacing: Theme.sizes.gap

            Repeater {
                model: root.labels

                Option {
                    required property int index
                    required property string modelData

                    objectName: "headcount_label_" + index
                    width: (counter.width - Theme.sizes.gap) / 2
                    isChosen: root.model.label === index
                    label: modelData
                    onActivated: root.model.choose(index)
                }
            }
        }

        StepKeys {
            screen: "headcount"
            betweenWidth: counter.width - 3 * Theme.sizes.touch - 3 * Theme.sizes.gap
            onStepped: by => root.model.add(by)

            StaffWords {
                objectName: "headcount_number"
                anchors.fill: parent
                horizontalAlignment: Text.AlignHCenter
                verticalAlignment: Text.AlignVCenter
                text: root.model.count
                font.pixelSize: Theme.sizes.staffNumber
                font.bold: true
            }
        }

        ActionButton {
            objectName: "headcount_save"
            width: counter.width
            enabled: root.model.can_save
            label: qsTr("Save")
            onActivated: root.model.save()
        }
    }

    StaffWords {
        id: total

        objectName: "headcount_total"
        anchors.left: counter.right
        anchors.leftMargin: Theme.sizes.margin
        anchors.top: counter.top
        height: Theme.sizes.touch
        verticalAlignment: Text.AlignVCenter
        text: root.model.total
        font.pixelSize: Theme.sizes.staffNumber
        font.bold: true
    }

    StaffWords {
        objectName: "headcount_apart"
        anchors.left: total.right
        anchors.leftMargin: Theme.sizes.gap / 2
        anchors.right: parent.right
        anchors.rightMargin: Theme.sizes.edge
        anchors.verticalCenter: total.verticalCenter
        text: qsTr("in all, apart from the arrivals")
        maximumLineCount: 2
        elide: Text.ElideRight
        lineHeight: 0.9
    }

    StaffList {
        id: counted

        anchors.left: total.left
        anchors.right: parent.right
        anchors.rightMargin: Theme.sizes.edge
        anchors.top: total.bottom
        anchors.bottom: parent.bottom
        screen: "headcount"
        model: root.model.rows
        delegate: StaffRow {
            id: row

            required property int index
            required property string record
            required property string at
            required property int count
            required property int label
            required property bool counts

            width: ListView.view.width
            words: count + " " + root.labels[label]
            detail: counts ? at : qsTr("%1, earlier").arg(at)

            IconButton {
                id: undo

                objectName: "headcount_undo_" + row.index
                policy: TapHandler.DragThreshold
                label: qsTr("Undo")
                Accessible.description: row.words
                onActivated: root.model.undo(row.record)

                UndoMark {
                    disc: "transparent"
                    ink: undo.ink
                }
            }
        }
    }

    Item {
        anchors.fill: counted

        PointHandler {
            onActiveChanged: root.model.hold(active)
        }
    }
}
