"""What staff's records and names look like when a paper kiosk sends them."""

from typing import Any

from tests.badge_service.paper_kiosk import PaperKiosk, record

HOUR_US = 3_600_000_000
EVENT = "e-00000000000000aa"
MEMBER = "m-00000000000000aa"


def made(seq: int, at_us: int, event: str = EVENT, *, mode: str = "arrivals_only", hours: int = 5) -> dict[str, Any]:
    like = {"mode": mode, "leave_gap_s": 600, "opens_us": at_us, "closes_us": at_us + hours * HOUR_US}
    return record(seq, "event_opened", {"event": event, "made": like}, wall_us=at_us)


def closed(seq: int, at_us: int, event: str = EVENT) -> dict[str, Any]:
    return record(seq, "event_closed", {"event": event}, wall_us=at_us)


def came(seq: int, at_us: int, member: str = MEMBER, event: str = EVENT, **more: object) -> dict[str, Any]:
    return record(seq, "staff_in", {"member": member, "event": event} | more, wall_us=at_us)


def left(seq: int, at_us: int, member: str = MEMBER, event: str = EVENT, **more: object) -> dict[str, Any]:
    return record(seq, "staff_out", {"member": member, "event": event} | more, wall_us=at_us)


def acted(seq: int, at_us: int, did: str, staff: str = "s-1") -> dict[str, Any]:
    return record(seq, "staff_acted", {"staff": staff, "did": did}, wall_us=at_us)


def heads(seq: int, at_us: int, count: int, label: str, event: str = EVENT) -> dict[str, Any]:
    return record(seq, "headcount", {"event": event, "count": count, "label": label}, wall_us=at_us)


def send_names(kiosk: PaperKiosk, *names: dict[str, Any]) -> dict[str, int]:
    """Send names; return which revisions the service has."""
    answer = kiosk.post("/api/v1/names?level=4", {"names": list(names)})
    assert answer.status == 200, answer.body
    return {each["subject"]: each["revision"] for each in answer.json["kept"]}


def name(subject: str, text: str, revision: int = 1, kind: str = "member") -> dict[str, Any]:
    return {"kind": kind, "subject": subject, "text": text, "revision": revision}


def verdicts(answer: Any) -> list[tuple[str, str | None]]:  # noqa: ANN401  whatever was answered
    return [(each["verdict"], each.get("reason")) for each in answer.json["verdicts"]]
