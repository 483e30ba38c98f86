"""What all pages for people share: templates, headers, and files that they load from this service alone."""

from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from litestar import MediaType, Response, get
from litestar.datastructures import Cookie

from badge_service.portal import day_words, words

_PAGES = "pages"


def _headers(form_action: str) -> dict[str, str]:
    return {
        "Cache-Control": "no-store",
        "Content-Security-Policy": (
            "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
            f"base-uri 'none'; form-action {form_action}; frame-ancestors 'none'"
        ),
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
    }


_FIXED, _WITH_FORMS = _headers("'none'"), _headers("'self'")


class Pages:
    """Renders the templates beside this module; what is put into them is only ever text."""

    def __init__(self) -> None:
        """Read no template before it is needed."""
        self._templates = Environment(
            loader=PackageLoader("badge_service.portal", _PAGES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.filters |= {
            each.__name__: each
            for each in (
                words.ago,
                words.counted,
                words.decided,
                words.differs,
                words.ending,
                words.held_because,
                words.missing,
                words.numbers,
                words.offered,
                words.place_name,
                words.when,
                words.where,
                day_words.act_time,
                day_words.did,
                day_words.median_stay,
                day_words.when_on,
            )
        }

    def page(self, template: str, status: int = 200, **content: object) -> Response[str]:
        """Return a page that sends nothing."""
        html = self._templates.get_template(template).render(**content)
        return Response(html, status_code=status, media_type=MediaType.HTML, headers=_FIXED)

    def page_that_chooses(self, template: str, **content: object) -> Response[str]:
        """Return a page with a form that only chooses what it shows."""
        html = self._templates.get_template(template).render(**content)
        return Response(html, media_type=MediaType.HTML, headers=_WITH_FORMS)

    def page_with_forms(self, template: str, cookie: Cookie, status: int = 200, **content: object) -> Response[str]:
        """Return a page whose forms this service takes."""
        html = self._templates.get_template(template).render(**content)
        return Response(html, status_code=status, media_type=MediaType.HTML, headers=_WITH_FORMS, cookies=[cookie])


def asset(name: str, media_type: str) -> Any:  # noqa: ANN401  Litestar's handler type takes no plain name
    """Return the handler that answers with a file of the pages' folder."""
    content = files("badge_service.portal").joinpath(_PAGES, name).read_bytes()

    @get(f"/{name}", sync_to_thread=False, include_in_schema=False, name=name)
    def answer() -> Response[bytes]:
        return Response(content, media_type=media_type, headers=_FIXED)

    return answer
