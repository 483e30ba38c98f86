pragma ComponentBehavior: Bound
import QtQuick
import Hubtap
import Hubtap.Models

// Finding someone: the keyboard, then the list. ``below`` stands under the list, and goes with it.
Item {
    id: root

    required property Search search
    required property string screen
    default property alias below: holder.data
    // In the order of Search.Reading.
    readonly property list<string> nobody: [
        qsTr("Type a name or a passport code."),
        qsTr("Nobody of that name is known here."),
        qsTr("A passport code has 14 letters and digits: type it whole."),
        qsTr("Nobody has that passport code."),
        qsTr("That code was mistyped. Compare it sign by sign.")
    ]
    readonly property bool isEmpty: root.search.reading === Search.Reading.NOTHING
    //: %1 is a number of people who were found.
    readonly property string show: root.search.count > 0 ? qsTr("Show %1").arg(root.search.count) : qsTr("Show")
    readonly property bool isMistyped: root.search.reading === Search.Reading.MISTYPED

    anchors.fill: parent

    Keyboard {
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.verticalCenter: parent.verticalCenter
        visible: !root.search.is_listing
        typing: root.search.typing
        screen: root.screen
        hint: qsTr("Name or code")
        besideWidth: Theme.sizes.besideTyping

        ActionButton {
            objectName: root.screen + "_show"
            anchors.fill: parent
            enabled: !root.isEmpty
            label: root.isMistyped ? qsTr("Mistyped") : root.search.count > 0 || root.isEmpty ? root.show : qsTr("Nobody")
            onActivated: root.search.show_list()
        }
    }

    Item {
        anchors.fill: parent
        anchors.leftMargin: Theme.sizes.edge
        anchors.rightMargin: Theme.sizes.edge
        anchors.topMargin: Theme.sizes.gap
        visible: root.search.is_listing

        StaffWords {
            objectName: root.screen + "_nobody"
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: parent.top
            visible: root.search.count === 0
            text: root.nobody[root.search.reading]
            font.bold: true
        }

        StaffList {
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: parent.top
            anchors.bottom: parent.bottom
            anchors.bottomMargin: holder.height > 0 ? holder.height + 2 * Theme.sizes.gap : Theme.sizes.gap
            visible: root.search.count > 0
            screen: root.screen
            model: root.search.rows
            delegate: PickRow {
                required property int index
                required property string member
                required property string name
                required property string passport
                required property bool here

                objectName: root.screen + "_found_" + index
                width: ListView.view.width
                words: name || qsTr("Someone of another hub")
                detail: [here ? qsTr("is in") : "", passport].filter(part => part !== "").join(" · ")
                onPicked: root.search.pick(member)
            }
        }

        Item {
            id: holder

            anchors.left: parent.left
            anchors.right: parent.right
            anchors.bottom: parent.bottom
            anchors.bottomMargin: Theme.sizes.gap
            height: childrenRect.height
        }
    }
}
