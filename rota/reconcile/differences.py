"""A difference between what was planned and what sites claim: what it is, what it changes, who decides."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from rota.explain import half_days
from rota.ledger.entry import LedgerUnit
from rota.model.calendar import Slot
from rota.model.facts import PostId, SiteId
from rota.reconcile.actual import Actual
from rota.reconcile.claims import Claim
from rota.reconcile.planned import Planned, Worth
from rota.words import Lang, Text, day_name


class Kind(StrEnum):
    """What became of a half-day or a duty."""

    DONE = "done"
    UNCONFIRMED = "unconfirmed"
    """Nobody has said anything of it yet."""
    ABSENT = "absent"
    REPLACED = "replaced"
    MOVED = "moved"
    OTHER_SITE = "other-site"
    OTHER_WORK = "other-work"
    EXTRA = "extra"
    LONGER = "longer"
    SHORTER = "shorter"
    SWAPPED = "swapped"
    CALL_OUT = "call-out"
    CONTRADICTION = "contradiction"
    """Two sites claim the same time."""


class Decider(StrEnum):
    """Whose decision a difference needs."""

    NOBODY = "nobody"
    ONE_SITE = "one-site"
    BOTH_SITES = "both-sites"
    BOTH_DOCTORS = "both-doctors"


@dataclass(frozen=True, slots=True)
class Effect:
    """What a difference changes for one site, against the plan."""

    parts: int
    """60ths of a half-day done; what is due to the site moves the other way."""
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Planned against actual, for one half-day or duty of one post."""

    post: PostId
    day: date
    slots: tuple[Slot, ...]
    site: SiteId
    """Where it was planned; where it was done when nothing was planned."""
    kind: Kind
    decision: Decider
    parties: tuple[str, ...]
    """Codes of the sites, or of the posts, that must agree; empty when nobody decides."""
    planned: tuple[Planned, ...] = ()
    claimed: tuple[Claim, ...] = ()
    actual: tuple[Actual, ...] = ()
    """What was done, where the claims tell enough to count it."""
    effect: Mapping[SiteId, Effect] = field(default_factory=lambda: MappingProxyType({}))
    by: PostId | None = None
    """The post that stood in or took the duty."""
    effect_on_by: Mapping[SiteId, Effect] = field(default_factory=lambda: MappingProxyType({}))
    """What it changes for that post, where its sites have stated it."""
    leave: bool = False
    """An absence is recorded on this half-day."""

    @property
    def id(self) -> str:
        """Names it; the same difference has the same name at each reconciliation."""
        slots = "+".join(slot.value for slot in self.slots)
        return f"{self.post}:{self.day.isoformat()}:{slots}:{self.site}:{self.kind.value}"

    @property
    def text(self) -> Text:
        """What happened, in one sentence."""
        pattern = SENTENCES[self.kind]
        return Text(pattern.say(Lang.FR, **self._said(Lang.FR)), pattern.say(Lang.EN, **self._said(Lang.EN)))

    def _said(self, lang: Lang) -> dict[str, str]:
        others = [actual.task.site for actual in self.actual] or [claim.site for claim in self.claimed]
        first = next(iter(self.actual), None)
        return {
            "post": self.post,
            "day": day_name(self.day, lang),
            "half": slots_name(self.slots, lang),
            "site": self.site,
            "sites": ", ".join(dict.fromkeys(claim.site for claim in self.claimed)),
            "other": next(iter(others), self.site),
            "by": self.by or _SOMEBODY.say(lang),
            "other_day": day_name(first.task.day, lang) if first else "",
            "other_half": slots_name(first.task.slots, lang) if first else "",
            "leave": _LEAVE.say(lang) if self.leave else "",
            "amount": self._amount(lang),
        }

    def _amount(self, lang: Lang) -> str:
        effect = self.effect.get(self.site, Effect(0, 0))
        if self.kind is Kind.CALL_OUT:
            return f"{sum(claim.minutes or 0 for claim in self.claimed)} min"
        if effect.parts:
            return f"{half_days(abs(effect.parts))} {_HALF_DAY.say(lang)}"
        return f"{abs(effect.minutes)} min"


def slots_name(slots: tuple[Slot, ...], lang: Lang) -> str:
    """``matin``, ``après-midi et nuit``."""
    return _AND.say(lang).join(_SLOT_NAMES[slot].say(lang) for slot in slots)


def effects(planned: Worth, actual: Worth) -> dict[SiteId, Effect]:
    """What ``actual`` changes against ``planned``, site by site; sites left alone are not named."""
    found: dict[SiteId, Effect] = {}
    for site in sorted({site for site, _ in (*planned, *actual)}):
        change = {unit: actual.get((site, unit), 0) - planned.get((site, unit), 0) for unit in LedgerUnit}
        if any(change.values()):
            found[site] = Effect(change[LedgerUnit.HALF_DAY_60], change[LedgerUnit.MINUTE])
    return found


_SLOT_NAMES = {
    Slot.AM: Text("matin", "morning"),
    Slot.PM: Text("après-midi", "afternoon"),
    Slot.NIGHT: Text("nuit", "night"),
}
_AND = Text(" et ", " and ")
_HALF_DAY = Text("demi-journée", "half-day")
_SOMEBODY = Text("quelqu’un d’autre", "someone else")
_LEAVE = Text(" (absence enregistrée)", " (absence recorded)")

SENTENCES: Mapping[Kind, Text] = {
    Kind.DONE: Text(
        "{post}, {day}, {half} : fait à {site} comme prévu.",
        "{post}, {day}, {half}: done at {site} as planned.",
    ),
    Kind.UNCONFIRMED: Text(
        "{post}, {day}, {half} : prévu à {site}, personne n’a encore rien attesté.",
        "{post}, {day}, {half}: planned at {site}, nobody has stated anything yet.",
    ),
    Kind.ABSENT: Text(
        "{post}, {day}, {half} : prévu à {site}, absent{leave}.",
        "{post}, {day}, {half}: planned at {site}, absent{leave}.",
    ),
    Kind.REPLACED: Text(
        "{post}, {day}, {half} : prévu à {site}, remplacé par {by}.",
        "{post}, {day}, {half}: planned at {site}, replaced by {by}.",
    ),
    Kind.MOVED: Text(
        "{post}, {day}, {half} : prévu à {site}, fait {other_day}, {other_half}.",
        "{post}, {day}, {half}: planned at {site}, done {other_day}, {other_half}.",
    ),
    Kind.OTHER_SITE: Text(
        "{post}, {day}, {half} : prévu à {site}, fait à {other}.",
        "{post}, {day}, {half}: planned at {site}, done at {other}.",
    ),
    Kind.OTHER_WORK: Text(
        "{post}, {day}, {half} : autre activité que prévu à {site}.",
        "{post}, {day}, {half}: other work than planned at {site}.",
    ),
    Kind.EXTRA: Text(
        "{post}, {day}, {half} : fait à {site} sans être prévu{leave}.",
        "{post}, {day}, {half}: done at {site} without being planned{leave}.",
    ),
    Kind.LONGER: Text(
        "{post}, {day}, {half} : {amount} de plus que prévu à {site}.",
        "{post}, {day}, {half}: {amount} more than planned at {site}.",
    ),
    Kind.SHORTER: Text(
        "{post}, {day}, {half} : {amount} de moins que prévu à {site}.",
        "{post}, {day}, {half}: {amount} less than planned at {site}.",
    ),
    Kind.SWAPPED: Text(
        "{post}, {day}, {half} : garde ou astreinte de {site} échangée, prise par {by}.",
        "{post}, {day}, {half}: duty of {site} swapped, taken by {by}.",
    ),
    Kind.CALL_OUT: Text(
        "{post}, {day}, {half} : appelé à {site} pendant l’astreinte, {amount}.",
        "{post}, {day}, {half}: called out to {site} while on call, {amount}.",
    ),
    Kind.CONTRADICTION: Text(
        "{post}, {day}, {half} : réclamé à la fois par {sites}.",
        "{post}, {day}, {half}: claimed by {sites} at once.",
    ),
}
