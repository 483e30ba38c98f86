pragma ComponentBehavior: Bound
import QtQuick
import Hubtap
import Hubtap.Models

// How the kiosk is, and tests of it.
Item {
    id: root

    required property Diagnostics model
    required property Reviewed reviewed
    // In the order of SIGNALS in diagnostics.py.
    readonly property list<string> signals: [
        qsTr("In"),
        qsTr("Already in"),
        qsTr("Goodbye"),
        qsTr("Help"),
        qsTr("Hold still"),
        qsTr("Not saved")
    ]

    anchors.fill: parent

    HealthList {
        anchors.fill: parent
        anchors.leftMargin: Theme.sizes.edge
        anchors.rightMargin: Theme.sizes.edge
        visible: root.model.step === Diagnostics.Step.OVERVIEW
        model: root.model
    }

    Item {
        anchors.fill: parent
        anchors.margins: Theme.sizes.edge
        visible: root.model.step === Diagnostics.Step.SIGNALS

        StaffWords {
            id: asked

            objectName: "signals_asked"
            anchors.left: parent.left
            anchors.right: parent.right
            text: qsTr("Touch one: light and sound should follow.")
        }

        Grid {
            anchors.left: parent.left
            anchors.top: asked.bottom
            anchors.topMargin: Theme.sizes.gap
            columns: 3
            spacing: Theme.sizes.gap

            Repeater {
                model: root.signals

                ActionButton {
                    required property int index
                    required property string modelData

                    objectName: "signals_try_" + index
                    width: Theme.sizes.signalWidth
                    height: Theme.sizes.tileHeight
                    label: modelData
                    onActivated: root.model.try_out(index)
                }
            }
        }
    }

    StaffList {
        anchors.fill: parent
        anchors.leftMargin: Theme.sizes.edge
        anchors.rightMargin: Theme.sizes.edge
        anchors.topMargin: Theme.sizes.gap / 2
        visible: root.model.step === Diagnostics.Step.LOG
        screen: "log"
        model: root.model.log
        delegate: StaffWords {
            required property string modelData

            width: ListView.view.width
            text: modelData
            wrapMode: Text.Wrap
        }
    }

    LanguageReviews {
        objectName: "diagnostics_languages"
        anchors.fill: parent
        anchors.margins: Theme.sizes.edge
        visible: root.model.step === Diagnostics.Step.LANGUAGES
        reviewed: root.reviewed
    }
}
