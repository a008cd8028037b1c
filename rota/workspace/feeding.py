"""Tokens of calendar feeds: made, listed, rotated, revoked, for a post or a service and a named device.

A token is 256 random bits that only the device knows: the database keeps its SHA-256. It is told once, by
:class:`Made`, and cannot be told again; who loses it rotates it.
"""

import secrets
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from urllib.parse import quote, urlsplit
from uuid import uuid4

from rota.service import NO_SERVICE, Refused, known
from rota.sites.faults import Trouble, nearest, upsetting
from rota.store import Unit
from rota.store.calendar_feed import About, Detail, Subject, Token
from rota.words import Text
from rota.workspace.opened import Workspace

TOKEN_BYTES = 32
TOKEN_CHARACTERS = 43
DEVICE_CHARACTERS_MAX = 60
FILE = "planning.ics"
"""Last part of the address of a feed: some programs name the calendar after it, so it is not the token."""
PORT = 8470
HERE = f"http://127.0.0.1:{PORT}"
"""Where feeds are while no public address was named: readable on this machine only."""
_GOOGLE = "https://calendar.google.com/calendar/r?cid="


@dataclass(frozen=True, slots=True)
class Made:
    """A token that was just made: the only time it is told."""

    token: str = field(repr=False)
    kept: Token


@dataclass(frozen=True, slots=True)
class Links:
    """The ways to give a feed to a device."""

    https: str = field(repr=False)
    """To copy: Google, Outlook 365, Proton."""
    webcal: str = field(repr=False)
    """To open: iPhone, Mac, Outlook, Thunderbird."""
    google: str = field(repr=False)
    """Adds it to a Google calendar."""
    page: str = field(repr=False)
    """How to subscribe, with these links in it."""


def digest_of(token: str) -> bytes:
    """What is kept of a token; no salt is needed for 256 random bits."""
    return sha256(token.encode("ascii")).digest()


def create(workspace: Workspace, about: About, device: str, *, until: date | None = None) -> Made:
    """Make a token for a device.

    Raises:
        Refused: there is no such post or service; the name of the device cannot be shown, or has a token
            already; or the last day is over.
    """
    _check(workspace, about)
    name = _device(device)
    _refuse_over(workspace, until)
    token, new, secret = secrets.token_urlsafe(TOKEN_BYTES), uuid4(), secrets.token_bytes(32)

    def work(unit: Unit) -> Token:
        for other in unit.feeds.tokens():
            if _same(other, about.subject, about.code, name) and other.revoked_at is None:
                raise Refused(TAKEN, device=name, code=about.code)
        feed = unit.feeds.ensure(about, new=new, secret=secret)
        return unit.feeds.add_token(digest_of(token), feed, name, until=until)

    return Made(token, workspace.store.run(work))


def listed(
    workspace: Workspace, subject: Subject | None = None, code: str | None = None
) -> tuple[Token, ...]:
    """Tokens of a subject, or all of them, revoked ones included; by subject, code and age."""
    found = workspace.store.read(lambda unit: unit.feeds.tokens())
    return tuple(one for one in found if _is(one, subject, code))


def find(workspace: Workspace, subject: Subject, code: str, device: str) -> Token:
    """The token of a device that was not revoked.

    Raises:
        Refused: there is none.
    """
    mine = [one for one in listed(workspace, subject, code) if one.revoked_at is None]
    found = next((one for one in mine if one.device == device.strip()), None)
    if found is None:
        names = [one.device for one in mine]
        told = ", ".join(names)
        raise Refused(
            NO_DEVICE, near=nearest(device, names), code=code, device=device, known=Text(told, told or "–")
        )
    return found


def rotate(workspace: Workspace, token: Token, *, until: date | None = None) -> Made:
    """Give a device another token for the same feed; the old one is revoked at once.

    Args:
        workspace: Where it is kept.
        token: The one to replace.
        until: The last day of the new one; that of the old one when left out.

    Raises:
        Refused: it was revoked meanwhile, or its last day is over and no other was given.
    """
    ends = until or token.until
    _refuse_over(workspace, ends)
    fresh = secrets.token_urlsafe(TOKEN_BYTES)

    def work(unit: Unit) -> Token:
        standing = next(one for one in unit.feeds.tokens() if one.digest == token.digest)
        if standing.revoked_at is not None:
            raise Refused(REVOKED, device=token.device)
        unit.feeds.revoke(token.digest)
        digest = digest_of(fresh)
        return unit.feeds.add_token(digest, token.feed, token.device, until=ends, replaces=token.digest)

    return Made(fresh, workspace.store.run(work))


def revoke(workspace: Workspace, *tokens: Token) -> tuple[Token, ...]:
    """Revoke tokens: the next request with one is answered that the feed is gone for good."""
    return workspace.store.run(lambda unit: tuple(unit.feeds.revoke(one.digest) for one in tokens))


def links(base: str, token: str) -> Links:
    """The ways to give a feed, on the server at ``base``.

    Raises:
        Refused: ``base`` is no address of a server.
    """
    root = base_of(base)
    https = f"{root}/cal/{token}/{FILE}"
    webcal = "webcal:" + https.split(":", 1)[1]
    return Links(https, webcal, _GOOGLE + quote(webcal, safe=""), f"{root}/cal/{token}/")


def base_of(address: str) -> str:
    """The address of a server without the slash at its end.

    Raises:
        Refused: it is none.
    """
    try:
        parts = urlsplit(address.strip())
        fine = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        fine = False
        parts = urlsplit("")
    if not fine or parts.query or parts.fragment or parts.username or upsetting(address) or " " in address:
        raise Refused(NO_ADDRESS, address=address)
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}"


def _check(workspace: Workspace, about: About) -> None:
    """Refuse a feed of nobody, and one of a service that would tell times only."""
    if about.subject is Subject.POST:
        workspace.post(about.code)
        return
    known(about.code, workspace.problem.services, NO_SERVICE)
    if about.detail is Detail.TIMES:
        raise Refused(NO_TIMES)


def _refuse_over(workspace: Workspace, until: date | None) -> None:
    if until is not None and until < workspace.clock.now().date():
        raise Refused(OVER, until=until)


def _device(name: str) -> str:
    plain = name.strip()
    if not plain or len(plain) > DEVICE_CHARACTERS_MAX or upsetting(plain):
        raise Refused(BAD_DEVICE, device=name, limit=DEVICE_CHARACTERS_MAX)
    return plain


def _same(token: Token, subject: Subject, code: str, device: str) -> bool:
    return _is(token, subject, code) and token.device == device


def _is(token: Token, subject: Subject | None, code: str | None) -> bool:
    about = token.feed.about
    return subject in {None, about.subject} and code in {None, about.code}


NO_TIMES = Trouble(
    Text("Le flux d’un service dit qui est là.", "The feed of a service tells who is there."),
    Text("Retirer --times-only, ou nommer un poste.", "Leave --times-only out, or name a post."),
)
OVER = Trouble(
    Text("Le {until} est déjà passé.", "{until} is over already."),
    Text("Donner un jour à venir : --until.", "Give a day to come: --until."),
)
TAKEN = Trouble(
    Text("{code} a déjà un jeton pour « {device} ».", "{code} has a token for “{device}” already."),
    Text("Le renouveler (rota feed token rotate), ou donner un autre nom à l’appareil.",
         "Rotate it (rota feed token rotate), or give the device another name."),
)  # fmt: skip
NO_DEVICE = Trouble(
    Text("{code} n’a pas de jeton en cours pour « {device} ».", "{code} has no live token for “{device}”."),
    Text("Appareils : {known}.", "Devices: {known}."),
)
REVOKED = Trouble(
    Text("Le jeton de « {device} » est déjà révoqué.", "The token of “{device}” is revoked already."),
    Text("En créer un autre : rota feed token create.", "Make another: rota feed token create."),
)
BAD_DEVICE = Trouble(
    Text("« {device} » ne peut pas nommer un appareil.", "“{device}” cannot name a device."),
    Text("Une ligne de {limit} caractères au plus : téléphone, Outlook…",
         "One line of at most {limit} characters: phone, Outlook…"),
)  # fmt: skip
NO_ADDRESS = Trouble(
    Text("« {address} » n’est pas l’adresse d’un serveur.", "“{address}” is no address of a server."),
    Text("Écrire comme https://rota.example.org.", "Write it like https://rota.example.org."),
)
