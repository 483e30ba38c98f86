import QtQuick
import Hubtap
import Hubtap.Models

// Tasks that come up less often.
Item {
    id: root

    required property StaffModels models
    readonly property StaffScreen frame: root.models.screen

    Flow {
        anchors.fill: parent
        anchors.leftMargin: Theme.sizes.edge
        anchors.topMargin: Theme.sizes.gap
        spacing: Theme.sizes.gap

        PageTile {
            id: cards

            objectName: "more_cards"
            height: Theme.sizes.tallTile
            frame: root.frame
            page: StaffScreen.Page.CARDS
            label: qsTr("Unlinked cards")
            count: root.models.status.unlinked

            LinkMark {
                disc: "transparent"
                ink: cards.ink
            }
        }

        PageTile {
            id: past

            objectName: "more_past"
            height: Theme.sizes.tallTile
            frame: root.frame
            page: StaffScreen.Page.PAST
            label: qsTr("Past events")

            PastMark {
                disc: "transparent"
                ink: past.ink
            }
        }

        PageTile {
            id: team

            objectName: "more_team"
            height: Theme.sizes.tallTile
            frame: root.frame
            page: StaffScreen.Page.TEAM
            label: qsTr("Staff and PINs")

            BadgeMark {
                disc: "transparent"
                ink: team.ink
            }
        }

        PageTile {
            id: stick

            objectName: "more_stick"
            height: Theme.sizes.tallTile
            frame: root.frame
            page: StaffScreen.Page.STICK
            label: qsTr("USB stick")

            StickMark {
                disc: "transparent"
                ink: stick.ink
            }
        }

        PageTile {
            id: pulse

            objectName: "more_diagnostics"
            height: Theme.sizes.tallTile
            frame: root.frame
            page: StaffScreen.Page.DIAGNOSTICS
            label: qsTr("Diagnostics")

            PulseMark {
                disc: "transparent"
                ink: pulse.ink
            }
        }

        PageTile {
            id: clock

            objectName: "more_clock"
            height: Theme.sizes.tallTile
            frame: root.frame
            page: StaffScreen.Page.CLOCK
            label: qsTr("Date and time")

            ClockMark {
                disc: "transparent"
                ink: clock.ink
            }
        }

        PageTile {
            id: end

            objectName: "more_end"
            height: Theme.sizes.tallTile
            frame: root.frame
            page: StaffScreen.Page.END
            enabled: root.models.status.has_event
            label: qsTr("End of event …")

            EndMark {
                disc: "transparent"
                ink: end.ink
            }
        }
    }
}
