"""Reads the conventions of ``posts.toml``."""

from types import MappingProxyType

from rota.model.calendar import Period
from rota.model.facts import (
    Convention,
    Counting,
    Credit,
    MinimumShare,
    PostId,
    ServiceId,
    SiteId,
    SiteShare,
    WeekSlot,
)
from rota.model.units import Minutes
from rota.sites import convention_checks as checks
from rota.sites import convention_troubles as troubles
from rota.sites.figures import read_figures
from rota.sites.known import Known
from rota.sites.readings import (
    DAY,
    FLAG,
    choice,
    half_days,
    listed,
    week_slot_name,
    week_slot_order,
    week_slots_of,
    whole,
)
from rota.sites.record import Record, TomlSpot, Wrong

BUFFER_MINUTES_MAX = 240
PATTERN_WEEKS_MAX = 2
DUTIES_PER_MONTH_MAX = 31
_AWAY = (Credit.RATIO, Credit.SITE_OF_DAY, Credit.NONE)
"""An absence is done nowhere, so it cannot count where it is done."""


def read_conventions(top: Record, known: Known) -> None:
    """Read the conventions; each post must have one, and one only."""
    named: set[str] = set()
    certain = top.good("post") and not known.posts.blind
    for record in top.each("convention"):
        convention = _convention(record, known)
        certain &= record.good("post")
        if record.good("post") and convention.post in named:
            record.wrong("post", troubles.TWO_CONVENTIONS, post=convention.post)
        named.add(convention.post)
        if record.sound:
            known.conventions[convention.post] = convention
    if certain and top.good("convention"):
        _tell_posts_without(top, named, known)


def _tell_posts_without(top: Record, named: set[str], known: Known) -> None:
    assert isinstance(top.spot, TomlSpot)
    stated = top.values.get("post")
    for number, post in enumerate(stated if isinstance(stated, list) else []):
        code = post.get("code")
        if code in known.posts.known and code not in named:
            place = top.spot.inner("post", number).place("code")
            top.faults.add(place, troubles.NO_CONVENTION, post=code)


def _convention(record: Record, known: Known) -> Convention:
    post = record.take("post", known.posts.ref())
    employer = record.take("employer", known.sites.ref())
    start, end = record.take("start", DAY), record.take("end", DAY)
    shares = [(inner, _share(inner, known)) for inner in record.each("share")]
    minimums = [(inner, _minimum(inner, known)) for inner in record.each("minimum")]
    duty_first_at = record.optional("duty_first_at", known.sites.ref())
    typical_days = _typical_days(record, known)
    convention = Convention(
        post=PostId(post),
        employer=SiteId(employer),
        start=start,
        end=end,
        shares=tuple(share for _, share in shares),
        minimums=tuple(minimum for _, minimum in minimums),
        counting=_counting(record),
        split_days=record.maybe("split_days", FLAG, default=False),
        travel_buffer=Minutes(record.maybe("travel_buffer", whole(0, BUFFER_MINUTES_MAX), 0)),
        typical_days=MappingProxyType(typical_days),
        pattern_weeks=record.maybe("pattern_weeks", whole(1, PATTERN_WEEKS_MAX), 1),
        duty_first_at=SiteId(duty_first_at) if duty_first_at else None,
        figures=MappingProxyType(read_figures(record, start, end)),
    )
    checks.check_dates(record, convention)
    checks.check_shares(record, shares)
    checks.check_sites(record, convention)
    checks.check_minimums(minimums, convention)
    checks.check_typical_week(record, convention)
    checks.check_ways(record, convention, known)
    return convention


def _share(record: Record, known: Known) -> SiteShare:
    site = record.take("site", known.sites.ref())
    services = record.take("services", listed(known.services.ref().parse))
    if record.good("services") and not services:
        record.wrong("services", troubles.NO_SERVICE)
    if record.good("services", "site"):
        checks.check_services(record, site, services, known)
    return SiteShare(
        site=SiteId(site),
        percent=record.take("percent", whole(1, 100)),
        services=tuple(ServiceId(code) for code in services),
        duties_per_month_max=record.optional("duties_per_month_max", whole(0, DUTIES_PER_MONTH_MAX)),
    )


def _minimum(record: Record, known: Known) -> MinimumShare:
    return MinimumShare(
        site=SiteId(record.take("site", known.sites.ref())),
        percent=record.take("percent", whole(0, 100)),
        period=record.take("period", choice(Period)),
    )


def _counting(record: Record) -> Counting:
    inner = record.inner("counting")
    if inner is None:
        return Counting()
    done, away, defaults = choice(Credit), choice(Credit, _AWAY), Counting()
    counting = Counting(
        duty=inner.maybe("duty", done, defaults.duty),
        leave=inner.maybe("leave", away, defaults.leave),
        training=inner.maybe("training", away, defaults.training),
        recovery=inner.maybe("recovery", away, defaults.recovery),
        remote=inner.maybe("remote", done, defaults.remote),
        holiday=inner.maybe("holiday", away, defaults.holiday),
        rest_after_duty=inner.maybe("rest_after_duty", done, defaults.rest_after_duty),
        travel_parts=inner.maybe("travel", half_days(1), defaults.travel_parts),
    )
    inner.close()
    return counting


def _typical_days(record: Record, known: Known) -> dict[WeekSlot, SiteId]:
    found: dict[WeekSlot, SiteId] = {}
    inner = record.inner("typical_days")
    if inner is None:
        return found
    for key in inner.values:
        try:
            slots = week_slots_of(key)
        except Wrong as wrong:
            inner.wrong_key(key, wrong)
            record.doubt("typical_days")
            continue
        site = SiteId(inner.take(key, known.sites.ref()))
        for slot in sorted(slots, key=week_slot_order):
            if slot in found:
                inner.wrong(key, troubles.TYPICAL_TWICE, slot=week_slot_name(slot))
            found[slot] = site
    return found
