"""The pages for people who open an address in a browser: how to subscribe. No script, nothing foreign."""

import base64
from functools import cache
from hashlib import sha256

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from starlette.responses import Response

from exports.feed import words
from exports.feed.answers import HIDDEN
from rota.words import Lang
from rota.workspace.feeding import Links

STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:42rem;margin:0 auto;padding:1rem;"
    "color:#1b1b1b;background:#fff}"
    "h1{font-size:1.5rem;line-height:1.2}h2{font-size:1.1rem;margin-bottom:.2rem}"
    "code{display:block;overflow-wrap:anywhere;padding:.5rem;background:#eef2f5;border-radius:.3rem}"
    ".button{display:inline-block;padding:.6rem 1rem;background:#14527a;color:#fff;border-radius:.3rem;"
    "text-decoration:none}a{color:#14527a}main+main{border-top:1px solid #bbb;margin-top:2rem}"
    "ul{padding-left:1.2rem}"
    "@media(prefers-color-scheme:dark){body{color:#eee;background:#16191c}a{color:#8cc4ea}code{background:#262b30}"
    ".button{background:#2b77a8;color:#fff}}"
)
_HASH = base64.b64encode(sha256(STYLE.encode()).digest()).decode()
POLICY = (
    f"default-src 'none'; style-src 'sha256-{_HASH}'; frame-ancestors 'none'; base-uri 'none';"
    " form-action 'none'"
)


@cache
def _template() -> Template:
    pages = Environment(
        loader=PackageLoader("exports.feed"), autoescape=True, undefined=StrictUndefined, auto_reload=False
    )
    return pages.get_template("subscribe.html")


def page(links: Links | None = None) -> Response:
    """How to subscribe, in both languages; with the links of one feed where there are some."""
    body = _template().render(words=words, langs=list(Lang), links=links, style=STYLE)
    cached = "no-store" if links else "public, max-age=3600"
    headers = {"Cache-Control": cached, "Content-Security-Policy": POLICY, **(HIDDEN if links else {})}
    return Response(body, media_type="text/html", headers=headers)
