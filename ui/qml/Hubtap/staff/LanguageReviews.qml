import QtQuick
import Hubtap
import Hubtap.Models

// Which languages a native reader has reviewed.
StaffWords {
    id: root

    required property Reviewed reviewed

    text: [
        //: %1 is a list of languages.
        root.reviewed.waiting ? qsTr("Not yet reviewed by a native reader: %1.").arg(root.reviewed.waiting) : "",
        //: %1 is a list of languages, each with who reviewed it and when.
        root.reviewed.done ? qsTr("Reviewed: %1.").arg(root.reviewed.done) : ""
    ].filter(part => part !== "").join(" ")
}
