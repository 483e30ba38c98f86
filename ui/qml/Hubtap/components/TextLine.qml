import QtQuick
import Hubtap

// One line of text for staff; what doesn't fit ends in an ellipsis, and assistive tools are told it whole.
StaffWords {
    wrapMode: Text.NoWrap
    maximumLineCount: 1
    elide: Text.ElideRight
}
