"""Requests that nobody means well with: seeded, so that one that does harm can be sent again."""

from collections.abc import Callable, Iterator
from random import Random

HEAD = b"Host: x\r\nConnection: close\r\n\r\n"
_METHODS = (
    *("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "PRI"),
    *("get", "G", "M" * 300, "SEARCH"),
)
_PATHS = """
/cal/{t}/planning.ics /cal/{t} /cal/{t}/ /cal/../etc/passwd /cal/%2e%2e/%2e%2e/rota.db
/cal/{t}/planning.ics/.. //cal//{t}//planning.ics /cal/{t}/planning.ics;x=1 /CAL/{t}/planning.ics
/cal/%00{t}/planning.ics /cal/{t}%00/planning.ics /cal/%c0%ae%c0%ae/planning.ics /%ff%fe
/cal/{t}%0d%0aX:y/ /cal/{{7*7}}/planning.ics /cal/{t}/planning.ics%0d%0aSet-Cookie:a=b
/cal/'%20OR%201=1%20--/planning.ics /cal/%F0%9F%92%A9/planning.ics /cal/${jndi:ldap://x}/planning.ics
/.git/config /rota.db /docs /admin /cal/{t}/planning.ics?token={t} /x/../ /cal/?{t} *
http://evil.example/cal/{t}/planning.ics evil.example:443 /cal/{t}/planning.ics#x /health/../cal/{t}
/cal/{a}/planning.ics
""".replace("{a}", "a" * 5000).split()


def requests(count: int, seed: int = 5) -> Iterator[bytes]:
    """So many requests; none holds a token that opens anything."""
    chance = Random(seed)
    for _ in range(count):
        yield chance.choice(_KINDS)(chance)


def _token(chance: Random) -> str:
    letters = "ABCDEFabcdef0123456789-_"
    return "".join(chance.choice(letters) for _ in range(chance.choice((43, 43, 43, 1, 42, 44, 200))))


def _path(chance: Random) -> bytes:
    return chance.choice(_PATHS).replace("{t}", _token(chance)).encode()


def _plain(chance: Random) -> bytes:
    method = chance.choice(_METHODS).encode()
    path = b"/cal/" + _token(chance).encode() + b"/planning.ics"
    return b"%b %b HTTP/1.1\r\n%b" % (method, path, HEAD)


def _paths(chance: Random) -> bytes:
    return b"%b %b HTTP/1.1\r\n%b" % (chance.choice((b"GET", b"HEAD")), _path(chance), HEAD)


def _bytes(chance: Random) -> bytes:
    """Bytes that are no path."""
    junk = bytes(chance.randrange(256) for _ in range(chance.randrange(1, 80)))
    return b"GET /cal/%b/planning.ics HTTP/1.1\r\n%b" % (junk, HEAD)


def _garbage(chance: Random) -> bytes:
    """No HTTP at all."""
    junk = bytes(chance.randrange(256) for _ in range(chance.randrange(1, 300)))
    return junk + b"\r\n\r\n" + b"\r\n\r\n"


def _large_head(chance: Random) -> bytes:
    path, size = _path(chance), chance.choice((100, 9000, 17_000, 70_000))
    return b"GET %b HTTP/1.1\r\nHost: x\r\nX-Big: %b\r\nConnection: close\r\n\r\n" % (path, b"a" * size)


def _many_headers(chance: Random) -> bytes:
    path, count = _path(chance), chance.choice((50, 400, 3000))
    lines = b"".join(b"X-%d: y\r\n" % number for number in range(count))
    return b"GET %b HTTP/1.1\r\n%bHost: x\r\nConnection: close\r\n\r\n" % (path, lines)


def _odd_headers(chance: Random) -> bytes:
    odd = chance.choice(_ODD)
    return b"GET %b HTTP/1.1\r\nHost: x\r\nConnection: close\r\n%b\r\n\r\n" % (_path(chance), odd)


def _bodies(chance: Random) -> bytes:
    """Bodies nobody reads: too long, too short, in pieces that are none."""
    kind = chance.choice(
        (
            b"Content-Length: 5\r\n\r\nhello",
            b"Content-Length: 100000\r\n\r\n" + b"a" * 100_000,
            b"Content-Length: -1\r\n\r\n",
            b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
            b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
            b"Transfer-Encoding: chunked\r\n\r\nZZZ\r\nhello",
            b"Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\nGET /x HTTP/1.1\r\n\r\n",
            b"Expect: 100-continue\r\nContent-Length: 3\r\n\r\nabc",
        )
    )
    return b"POST %b HTTP/1.1\r\nHost: x\r\nConnection: close\r\n%b" % (_path(chance), kind)


def _versions(chance: Random) -> bytes:
    version = chance.choice((b"HTTP/1.0", b"HTTP/0.9", b"HTTP/2.0", b"HTCPCP/1.0", b"", b"HTTP/1.1 x"))
    return b"GET %b %b\r\n%b" % (_path(chance), version, HEAD)


_ODD = (
    b"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: x",
    b"Upgrade: h2c\r\nHTTP2-Settings: AAMAAABk",
    b"If-None-Match: " + b'"x",' * 2000,
    b"If-Modified-Since: Tue, 99 Foo 99999 99:99:99 GMT",
    b"Accept-Encoding: " + b"gzip;q=" + b"9" * 3000,
    b"Accept-Encoding: gzip;q=nan",
    b"X-Forwarded-For: 1.1.1.1, ::1, <script>, " + b"9" * 500,
    b"X-Forwarded-Proto: javascript",
    b"Range: bytes=0-,0-,0-,0-,0-",
    b"Host: \x80\xff",
    b"Bad Header: x",
    b": empty",
    b"X-Null: a\x00b",
    b"X-Fold: a\r\n b",
    b"Cookie: " + b"a=b; " * 1000,
    b"Transfer-Encoding: gzip, chunked",
)
_KINDS: tuple[Callable[[Random], bytes], ...] = (
    *(_plain, _paths, _paths, _bytes, _garbage, _large_head, _many_headers, _odd_headers, _bodies, _versions),
)
