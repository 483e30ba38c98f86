pragma ComponentBehavior: Bound
import QtQuick
import Hubtap
import Hubtap.Models

// What staff work with: a header that stays, the open page, and what may come over it.
StaffGround {
    id: root

    required property StaffModels models

    Item {
        id: content

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: header.bottom
        anchors.bottom: parent.bottom

        StaffPages {
            models: root.models
            visible: !still.visible && !awaited.visible
        }

        AwaitedCardSheet {
            id: awaited

            moments: root.models.moments
            onCancelled: root.models.screen.stop_awaiting()
        }

        StillThere {
            id: still

            seconds: root.models.screen.warning_s
            visible: seconds > 0 && !awaited.visible
            onAnswered: root.models.screen.touch()
        }
    }

    StaffHeader {
        id: header

        models: root.models
    }

    Loader {
        anchors.fill: parent
        active: root.models.less_often.diagnostics.step === Diagnostics.Step.TOUCH
        visible: !still.visible
        sourceComponent: TouchTestPage {
            model: root.models.less_often.diagnostics
        }
    }
}
