"""Changes the kiosk's own key, so that a cut at any step leaves one that the service knows.

The next key is made and on disk before anyone hears of it. The service registers it by a request signed with the
present one, and drops that when a request comes that is signed with the next. Only then does the next key's file take
the present one's place. While there are two files, nobody needs to remember how far this got: the request is signed
with the next key first, and whether the service knows it tells the rest.
"""

import logging

import msgspec

from kiosk.domain.letters import new_key_statement
from sync.answers import Answered, Problem, Result
from sync.errors import IdentityError
from sync.identity import Identities, Identity
from sync.network_state import Failed, failed
from sync.protocol import KEYS_PATH, NewKeyAnswer, NewKeyRequest
from sync.signed_calls import SignedCalls

_UNKNOWN_KEY = "bad_signature"
_REVOKED = "kiosk_revoked"

_log = logging.getLogger(__name__)


class KeyChange:
    """The change of one kiosk's key."""

    def __init__(self, identities: Identities, calls: SignedCalls, *, kiosk: str) -> None:
        """Sign for ``kiosk``; it is enrolled."""
        self._identities = identities
        self._calls = calls
        self._kiosk = kiosk

    @property
    def under_way(self) -> bool:
        """Whether there is a next key."""
        return self._identities.next is not None

    def begin(self) -> None:
        """Make the next key. Where it can't be kept, nothing has changed: the service will ask again."""
        try:
            self._identities.begin()
        except IdentityError as error:
            _log.error("event=key_change_impossible reason=%r", str(error))
        else:
            _log.info("event=key_change_begun")

    def step(self) -> Failed | None:
        """Go on with the change that is under way; None once the next key is the only one at the service."""
        new = self._identities.next
        if new is None:
            return None
        body = self._body(new)
        result = self._calls.call_as(new, "POST", KEYS_PATH, body)
        if isinstance(result, Problem) and result.code == _UNKNOWN_KEY:
            result = self._calls.call("POST", KEYS_PATH, body)
            if _state(result) == "registered":
                result = self._calls.call_as(new, "POST", KEYS_PATH, body)
        if _state(result) != "current" and not _is_known(result):
            return failed(result)
        self._identities.adopt()
        _log.info("event=key_changed")
        return None

    def _body(self, new: Identity) -> bytes:
        proof = new.prove(new_key_statement(self._kiosk, new.public_key.x))
        return msgspec.json.encode(NewKeyRequest(key=new.public_key, proof=proof))


def _state(result: Result) -> str | None:
    if not isinstance(result, Answered):
        return None
    try:
        return msgspec.json.decode(result.body, type=NewKeyAnswer).state
    except msgspec.DecodeError:
        return None


def _is_known(result: Result) -> bool:
    """Tell whether the service turned a kiosk away whose signature held: the next key is as good as the present one."""
    return isinstance(result, Problem) and result.code == _REVOKED
