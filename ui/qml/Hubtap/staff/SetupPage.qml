pragma ComponentBehavior: Bound
import QtQuick
import Hubtap
import Hubtap.Models

// The first boot, step by step. It goes on where it stopped.
StaffGround {
    id: root

    required property FirstBoot model
    // In the order of FirstBoot.Step.
    readonly property list<string> titles: [
        "",
        qsTr("Touch the corner that the arrow points at"),
        "",
        qsTr("Code for this kiosk"),
        qsTr("One moment: the kiosk joins its hub …"),
        qsTr("Who leads the team here?"),
        qsTr("Your PIN"),
        qsTr("Try it out")
    ]
    readonly property var networks: ({
            "starting": qsTr("The kiosk looks for the service."),
            "not_enrolled": qsTr("The network works."),
            "wrong_code": qsTr("The network works."),
            "online": qsTr("The network works."),
            "offline": qsTr("No network: is the cable in?"),
            "portal": qsTr("The network wants someone to log in on a page."),
            "tls": qsTr("The connection is not safe. Tell IT.")
        })
    readonly property var troubles: ({
            "code_unknown": qsTr("Mistyped, used up or too old. Try again."),
            "code_used": qsTr("That code was used up. Ask for a new one."),
            "code_expired": qsTr("That code is too old. Ask for a new one."),
            "too_many_tries": qsTr("Too many wrong codes. Wait a little."),
            "other_service": qsTr("That code is from another service."),
            "seal": qsTr("It can't be kept on this machine. Tell IT."),
            "enrolment": qsTr("It can't be kept on this machine. Tell IT."),
            "no_worker": qsTr("Sending is not running. Tell IT."),
            "not_allowed": qsTr("Only IT can do that now. Tell them."),
            "not_saved": qsTr("Not saved. Tell IT."),
            "away": qsTr("One moment: the kiosk starts again.")
        })
    readonly property bool isCode: root.model.step === FirstBoot.Step.CODE
    readonly property bool isTyped: root.isCode || root.model.step === FirstBoot.Step.NAME
    readonly property string says: root.model.trouble !== "" ? root.troubles[root.model.trouble] ?? qsTr("It did not work. Tell IT.")
                                    : root.isCode ? root.networks[root.model.network] ?? qsTr("The service does not answer.") : ""

    IconButton {
        id: back

        objectName: "setup_back"
        anchors.left: parent.left
        anchors.leftMargin: Theme.sizes.edge
        anchors.top: parent.top
        anchors.topMargin: Theme.sizes.gap / 2
        visible: root.model.has_back && root.model.step !== FirstBoot.Step.FINGER && root.model.step !== FirstBoot.Step.UPRIGHT
        label: qsTr("Back")
        onActivated: root.model.back()

        BackMark {
            disc: "transparent"
            ink: back.ink
            rotation: Application.layoutDirection === Qt.RightToLeft ? 180 : 0
        }
    }

    Column {
        anchors.left: back.visible ? back.right : parent.left
        anchors.leftMargin: Theme.sizes.edge
        anchors.right: parent.right
        anchors.rightMargin: Theme.sizes.edge
        anchors.verticalCenter: back.verticalCenter
        visible: root.model.step >= FirstBoot.Step.CODE

        TextLine {
            objectName: "setup_title"
            width: parent.width
            text: root.titles[root.model.step]
            font.bold: true
            Accessible.role: Accessible.Heading
        }

        TextLine {
            objectName: "setup_state"
            width: parent.width
            visible: text !== ""
            text: root.says
        }
    }

    Column {
        anchors.centerIn: parent
        visible: root.model.step === FirstBoot.Step.LANGUAGE
        spacing: Theme.sizes.gap

        Repeater {
            model: root.model.languages

            ActionButton {
                required property int index
                required property string modelData

                objectName: "setup_language_" + index
                width: Theme.sizes.stageWidth / 2
                label: modelData
                onActivated: root.model.choose_language(index)
            }
        }
    }

    SetupCorner {
        visible: root.model.step === FirstBoot.Step.FINGER
        words: root.titles[FirstBoot.Step.FINGER]
        onSeen: (x, y) => root.model.finger(x, y)
    }

    SetupUpright {
        visible: root.model.step === FirstBoot.Step.UPRIGHT
        onChosen: quarters => root.model.upright(quarters)
    }

    Keyboard {
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.sizes.gap / 2
        visible: root.isTyped
        typing: root.isCode ? root.model.code : root.model.name
        screen: "setup"
        hint: root.isCode ? qsTr("Code") : qsTr("Name")
        besideWidth: Theme.sizes.besideTyping

        ActionButton {
            objectName: "setup_next"
            anchors.fill: parent
            label: qsTr("Next")
            onActivated: root.isCode ? root.model.code_done() : root.model.name_done()
        }
    }

    Item {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: back.bottom
        anchors.bottom: parent.bottom
        visible: root.model.step === FirstBoot.Step.PIN

        PinSetter {
            pin: root.model.pin
            screen: "setup_pin"
            whose: root.model.name.text
        }
    }

    SetupTest {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: back.bottom
        anchors.bottom: parent.bottom
        anchors.margins: Theme.sizes.edge
        visible: root.model.step === FirstBoot.Step.TEST
        model: root.model
    }
}
