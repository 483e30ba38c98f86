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
    readonly property bool isMistyped: root.search.reading === Search.Reading.MISTYPED
    readonly property string brief: root.isEmpty ? root.nobody[0] : root.isMistyped ? qsTr("Mistyped") : qsTr("Nobody")

    anchors.fill: parent

    Keyboard {
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.verticalCenter: parent.verticalCenter
        visible: !root.search.is_listing
        typing: root.search.typing
        screen: root.screen
        hasAccents: false
        besideWidth: Theme.sizes.besideSearch

        FoundStrip {
            anchors.fill: parent
            screen: root.screen
            words: root.search.count > 0 && !root.isEmpty ? "" : root.brief
            mayList: !root.isEmpty
            model: root.search.rows
            delegate: FoundName {
                required property int index
                required property string member
                required property string name
                required property string passport
                required property bool twin

                objectName: root.screen + "_fit_" + index
                most: ListView.view.width
                label: (name || qsTr("Someone of another hub")) + (twin && passport ? " … " + passport.slice(-5) : "")
                onActivated: root.search.pick(member)
            }
            onListWanted: root.search.show_list()
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
