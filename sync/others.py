"""Who is in at the hub's other kiosks, from the service to the daemon. Pure."""

from collections.abc import Sequence

import msgspec

from kiosk.local_api.messages import OtherKiosk as LocalKiosk
from kiosk.local_api.messages import OthersHere
from sync.protocol import OtherKiosk


def others_here(told: Sequence[OtherKiosk]) -> OthersHere | None:
    """Return what the service told as the daemon will read it, or None where it makes no sense to the daemon."""
    kiosks = [LocalKiosk(**msgspec.structs.asdict(each)) for each in told]
    try:
        return _read(msgspec.json.encode(OthersHere(kiosks=kiosks)))
    except msgspec.ValidationError:
        return None


_read = msgspec.json.Decoder(OthersHere).decode
