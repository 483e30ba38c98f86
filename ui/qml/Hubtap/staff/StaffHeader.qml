import QtQuick
import Hubtap
import Hubtap.Models

// Where one is, how things stand, the way back and the lock. Lines for staff replace words here, and move nothing.
Rectangle {
    id: root

    required property StaffModels models
    readonly property StaffScreen frame: root.models.screen
    readonly property Status status: root.models.status
    readonly property Moments moments: root.models.moments
    // In the order of StaffScreen.Page.
    readonly property list<string> titles: [
        root.status.has_event ? root.status.title : qsTr("Nothing is open"),
        qsTr("More"),
        qsTr("Sending"),
        qsTr("Arrivals"),
        qsTr("Add person"),
        qsTr("Card lost"),
        qsTr("Who is here"),
        qsTr("Headcount"),
        qsTr("Event"),
        [qsTr("End of event"), root.models.event_work.event_end.title].filter(part => part !== "").join(" · "),
        qsTr("Unlinked cards"),
        qsTr("Past events"),
        qsTr("Paper register"),
        qsTr("Staff and PINs"),
        qsTr("USB stick"),
        qsTr("Diagnostics"),
        qsTr("Date and time"),
        qsTr("Card reader"),
        qsTr("New event"),
        qsTr("New event"),
        qsTr("Wrong event?"),
        qsTr("Wrong event?"),
        qsTr("Whose card is it?"),
        qsTr("Paper register")
    ]

    anchors.left: parent.left
    anchors.right: parent.right
    anchors.top: parent.top
    height: Theme.sizes.header
    color: Theme.desk.header.ground

    Rectangle {
        anchors.fill: parent
        anchors.topMargin: -Theme.sizes.bleed
        anchors.leftMargin: -Theme.sizes.bleed
        anchors.rightMargin: -Theme.sizes.bleed
        color: root.color
    }

    Row {
        id: ways

        anchors.left: parent.left
        anchors.leftMargin: Theme.sizes.edge
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.sizes.gap

        IconButton {
            objectName: "staff_back"
            visible: root.frame.depth > 0
            label: qsTr("Back")
            onActivated: root.models.back()

            BackMark {
                disc: "transparent"
                ink: Theme.desk.tile.ink
                rotation: Application.layoutDirection === Qt.RightToLeft ? 180 : 0
            }
        }

        IconButton {
            objectName: "staff_home"
            visible: root.frame.depth > 1
            label: qsTr("Staff home")
            onActivated: root.frame.home()

            HomeMark {
                disc: "transparent"
                ink: Theme.desk.tile.ink
            }
        }
    }

    Item {
        id: middle

        anchors.left: ways.right
        anchors.leftMargin: root.frame.depth > 0 ? Theme.sizes.gap : 0
        anchors.right: undo.visible ? undo.left : lock.left
        anchors.rightMargin: Theme.sizes.gap
        anchors.top: parent.top
        anchors.bottom: parent.bottom

        TextLine {
            objectName: "staff_title"
            anchors.left: parent.left
            anchors.right: card.left
            anchors.rightMargin: card.visible ? Theme.sizes.gap : 0
            anchors.bottom: parent.verticalCenter
            visible: !notice.visible && !trouble.visible
            text: root.titles[root.frame.page]
            color: Theme.desk.header.ink
            font.bold: true
            Accessible.role: Accessible.Heading
        }

        NoticeLine {
            id: notice

            objectName: "staff_notice"
            anchors.left: parent.left
            anchors.right: card.left
            anchors.rightMargin: card.visible ? Theme.sizes.gap : 0
            anchors.bottom: parent.verticalCenter
            visible: root.moments.notice !== "" && !trouble.visible
            kind: root.moments.notice
            name: root.moments.notice_name
        }

        // Beside the words, so that no line for staff hides which card they are about to link.
        Glance {
            id: card

            objectName: "link_card"
            anchors.right: parent.right
            anchors.bottom: parent.verticalCenter
            width: visible ? implicitWidth : 0
            visible: root.frame.page === StaffScreen.Page.LINK
            word: "… " + root.models.less_often.linking.digits
            //: %1 are the last four characters of a card's number.
            told: qsTr("Card … %1").arg(root.models.less_often.linking.digits)
            ink: Theme.desk.header.ink

            CardMark {
                disc: "transparent"
                ink: card.ink
            }
        }

        StatusLine {
            objectName: "staff_status"
            anchors.left: parent.left
            anchors.top: parent.verticalCenter
            visible: !trouble.visible && !undo.visible
            status: root.status
        }

        TextLine {
            objectName: "staff_did"
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: parent.verticalCenter
            visible: undo.visible && !trouble.visible
            text: undo.said
            color: Theme.desk.header.ink
        }

        TroubleLine {
            id: trouble

            objectName: "staff_trouble"
            anchors.left: parent.left
            anchors.right: card.left
            anchors.rightMargin: card.visible ? Theme.sizes.gap : 0
            anchors.top: parent.top
            anchors.topMargin: Theme.sizes.gap / 4
            anchors.bottom: parent.bottom
            anchors.bottomMargin: Theme.sizes.gap / 4
            visible: root.frame.trouble !== ""
            code: root.frame.trouble
        }
    }

    UndoBar {
        id: undo

        anchors.right: lock.left
        anchors.rightMargin: Theme.sizes.gap
        anchors.verticalCenter: parent.verticalCenter
        visible: root.moments.did !== ""
        isBrief: card.visible
        did: root.moments.did
        name: root.moments.did_name
        onActivated: root.frame.undo()
    }

    IconButton {
        id: lock

        objectName: "staff_lock"
        anchors.right: parent.right
        anchors.rightMargin: Theme.sizes.edge
        anchors.verticalCenter: parent.verticalCenter
        label: qsTr("Lock")
        onActivated: root.frame.lock()

        LockMark {
            disc: "transparent"
            ink: lock.ink
        }
    }
}
