"""Bodies are decoded straight into their wire record, strictly, and whatever is wrong is told with its place."""

from functools import lru_cache
from typing import Any

import msgspec
from litestar import Request

from badge_service.api.problems import ProblemError
from badge_service.usecases.caller import Denied

_NOTHING = Denied("bad_request", "This call takes no body.")
_DEEP = Denied("bad_request", "The body is nested too deeply.")


class StrictRequest(Request[Any, Any, Any]):
    """A request whose JSON is what its handler's ``data`` says, or a problem.

    Litestar would decode into plain objects first, and a record's verbatim body would be lost.
    """

    async def json(self) -> Any:  # noqa: ANN401  the handler's ``data`` says what it is
        """Return the body as the handler's wire record.

        Raises:
            ProblemError: it is not one; the detail names the field, never a value.

        """
        field = self.route_handler.parsed_data_field
        if field is None:
            raise ProblemError(_NOTHING)
        try:
            return _decoder(field.annotation).decode(await self.body())
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise ProblemError(Denied("bad_request", str(error))) from error
        except RecursionError:
            raise ProblemError(_DEEP) from None


@lru_cache
def _decoder(wire: Any) -> msgspec.json.Decoder[Any]:  # noqa: ANN401  any wire record's type
    return msgspec.json.Decoder(wire)
