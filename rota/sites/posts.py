"""Reads the posts of ``posts.toml``."""

from enum import StrEnum

from rota.model.facts import Post, PostId, SiteId, Skill
from rota.model.units import FULL_TIME
from rota.sites.codes import CODE, gather
from rota.sites.conventions import read_conventions
from rota.sites.known import Known
from rota.sites.readings import DAY, FREE_TEXT, choice, listed, whole
from rota.sites.record import Record


class Volunteering(StrEnum):
    """Limits that a doctor may agree in writing to pass."""

    ADDITIONAL_TIME = "additional-time"
    ON_CALL = "on-call"


def read_posts(top: Record, known: Known) -> None:
    """Read the posts and conventions of ``posts.toml``."""
    gather(top, "post", known.posts, lambda record, code: _post(record, code, known))
    read_conventions(top, known)


def _post(record: Record, code: str, known: Known) -> Post:
    return Post(
        id=PostId(code),
        specialty=record.take("specialty", FREE_TEXT),
        home=SiteId(record.take("home", known.sites.ref())),
        started=record.take("started", DAY),
        skills=frozenset(Skill(word) for word in record.maybe("skills", listed(CODE.parse), ())),
        half_days_per_week=record.maybe("half_days_per_week", whole(1, FULL_TIME), FULL_TIME),
        volunteers=frozenset(
            member.value for member in record.maybe("volunteers", listed(choice(Volunteering).parse), ())
        ),
    )
