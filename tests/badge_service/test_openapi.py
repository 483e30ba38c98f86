"""Whatever the description allows, and much that it doesn't: the service answers as it says, and never with a fault."""

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from requests.auth import AuthBase
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import Failure, FailureGroup, ServerError
from schemathesis.openapi.checks import JsonSchemaError, UndefinedContentType, UndefinedStatusCode
from schemathesis.schemas import BaseSchema
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from sync.protocol import CHANGES_PATH, ENROLMENTS_PATH, HEARTBEATS_PATH, KEYS_PATH, RECORDS_PATH
from tests.badge_service.house import House
from tests.badge_service.paper_kiosk import PaperKiosk, as_text

_EXAMPLES = 30
_CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


class Signing(AuthBase):
    """Signs what is sent as an enrolled kiosk."""

    def __init__(self, kiosk: PaperKiosk) -> None:
        self._kiosk = kiosk

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        body = request.body or b""
        sent = body.encode() if isinstance(body, str) else bytes(body)
        digest = as_text(hashlib.sha256(sent).digest())
        token = self._kiosk.token(str(request.method), request.path_url, sent, digest=digest)
        request.headers["Authorization"] = f"Hubtap {token}"
        return request


@pytest.fixture(scope="module")
def described(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("openapi")
    with House(f"sqlite:///{shutil.copy(sqlite_template, folder)}") as house:
        yield house


@pytest.fixture(scope="module")
def signed(described: House) -> Iterator[requests.Session]:
    with requests.Session() as session:
        session.trust_env = False
        session.auth = Signing(described.kiosk())
        yield session


@pytest.fixture(scope="module")
def description(described: House) -> BaseSchema:
    return schemathesis.openapi.from_url(f"{described.url}/schema/openapi.json")


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", ENROLMENTS_PATH),
        ("POST", RECORDS_PATH),
        ("GET", CHANGES_PATH),
        ("POST", HEARTBEATS_PATH),
        ("POST", KEYS_PATH),
        ("GET", "/healthz"),
        ("GET", "/livez"),
    ],
)
def test_the_service_keeps_to_its_description(
    description: BaseSchema, signed: requests.Session, method: str, path: str, mode: GenerationMode
) -> None:
    try_out(description[path][method], mode, signed)


@pytest.mark.parametrize(
    ("status", "content_type", "content", "noticed"),
    [
        (500, "application/json", b'{"status": "ok"}', ServerError),
        (418, "application/json", b'{"status": "ok"}', UndefinedStatusCode),
        (200, "application/json", b'{"status": 5}', JsonSchemaError),
        (200, "application/json", b"{}", JsonSchemaError),
        (200, "text/html", b'{"status": "ok"}', UndefinedContentType),
    ],
    ids=["fault", "status", "type", "missing", "page"],
)
def test_an_answer_that_is_not_as_described_is_noticed(
    description: BaseSchema, status: int, content_type: str, content: bytes, noticed: type[Failure]
) -> None:
    def spoil(answer: requests.Response, **_: object) -> None:
        answer.status_code = status
        answer.raw.headers["content-type"] = content_type
        vars(answer)["_content"] = content

    with requests.Session() as session:
        session.trust_env = False
        session.hooks["response"].append(spoil)
        with pytest.raises(FailureGroup) as failed:
            try_out(description["/livez"]["GET"], GenerationMode.POSITIVE, session)
    assert noticed in {type(each) for each in failed.value.exceptions}


def try_out(operation: Any, mode: GenerationMode, session: requests.Session) -> None:  # noqa: ANN401  as its library
    @settings(
        max_examples=_EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        phases=(Phase.explicit, Phase.generate),
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def try_it(case: schemathesis.Case[Any]) -> None:
        case.call_and_validate(session=session, checks=_CHECKS)

    try_it()
