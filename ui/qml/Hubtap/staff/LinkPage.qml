import QtQuick
import Hubtap
import Hubtap.Models

// Whose card it is: someone who is known, or someone new.
Item {
    id: root

    required property Linking model

    MemberSearch {
        search: root.model.search
        screen: "link"

        ActionButton {
            objectName: "link_add"
            visible: root.model.search.reading === Search.Reading.NAME
            label: root.model.although ? qsTr("Add one more of that name") : qsTr("Add as someone new")
            onActivated: root.model.add()
        }
    }
}
