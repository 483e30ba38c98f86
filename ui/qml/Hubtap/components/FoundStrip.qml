pragma ComponentBehavior: Bound
import QtQuick
import Hubtap

// Beside what is typed: whoever it finds, anew with each key, and a way to the whole list. A finger drags it sideways.
Item {
    id: root

    required property string screen
    // Said instead, where nobody is found or nothing is typed.
    required property string words
    property bool mayList: true
    property alias model: view.model
    property alias delegate: view.delegate
    signal listWanted

    ListView {
        id: view

        objectName: root.screen + "_strip"
        anchors.left: parent.left
        anchors.right: all.left
        anchors.rightMargin: Theme.sizes.gap
        anchors.top: parent.top
        anchors.bottom: parent.bottom
        visible: root.words === ""
        orientation: ListView.Horizontal
        spacing: Theme.sizes.gap
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        currentIndex: -1
        flickDeceleration: Theme.sizes.flickStop

        Accessible.role: Accessible.List
        Accessible.name: all.label
    }

    StaffWords {
        objectName: root.screen + "_strip_says"
        anchors.left: parent.left
        anchors.right: all.visible ? all.left : parent.right
        anchors.rightMargin: all.visible ? Theme.sizes.gap : 0
        anchors.verticalCenter: parent.verticalCenter
        visible: root.words !== ""
        maximumLineCount: 2
        elide: Text.ElideRight
        lineHeight: 0.9
        text: root.words
    }

    Touchable {
        id: all

        objectName: root.screen + "_show"
        anchors.right: parent.right
        anchors.top: parent.top
        width: drawn.width + 2 * Theme.sizes.gap
        visible: root.mayList
        pair: Theme.desk.action
        //: %1 is a number of people who were found.
        label: view.count > 0 ? qsTr("Show %1").arg(view.count) : qsTr("Show")
        onActivated: root.listWanted()

        Row {
            id: drawn

            anchors.centerIn: parent
            spacing: Theme.sizes.gap / 2

            Item {
                anchors.verticalCenter: parent.verticalCenter
                width: Theme.sizes.icon
                height: Theme.sizes.icon

                ListMark {
                    disc: "transparent"
                    ink: all.ink
                }
            }

            StaffWords {
                text: view.count
                color: all.ink
                wrapMode: Text.NoWrap
                font.bold: true
                Accessible.ignored: true
            }
        }
    }
}
