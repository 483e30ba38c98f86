import QtQuick
import Hubtap
import Hubtap.Models

// How sending stands, in full: how many wait, since when, and what is in the way.
Item {
    id: root

    required property Status status
    readonly property var networks: ({
            "starting": qsTr("The kiosk looks for the service."),
            "not_enrolled": qsTr("This kiosk belongs to no hub yet."),
            "wrong_code": qsTr("The enrolment code was not taken."),
            "online": qsTr("Connected. Taps are sent as they come."),
            "offline": qsTr("No network. Taps wait here; nothing is lost."),
            "service_down": qsTr("The service does not answer. Taps wait here; nothing is lost."),
            "portal": qsTr("The network wants someone to log in on a page. Taps wait here."),
            "tls": qsTr("The connection is not safe, so nothing is sent. Tell IT."),
            "revoked": qsTr("The service no longer takes this kiosk. Tell IT."),
            "not_allowed": qsTr("The service does not let this kiosk send. Tell IT."),
            "service_fault": qsTr("The service has a fault. Taps wait here; nothing is lost.")
        })

    SendingCell {
        id: cell

        objectName: "queue_sending"
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.margins: Theme.sizes.edge
        enabled: false
        opacity: 1
        Accessible.role: Accessible.StaticText
        status: root.status
    }

    StaffWords {
        objectName: "queue_network"
        anchors.left: cell.left
        anchors.right: cell.right
        anchors.top: cell.bottom
        anchors.topMargin: Theme.sizes.margin
        text: root.networks[root.status.network] ?? root.networks.starting
    }
}
