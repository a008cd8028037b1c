"""The facts of a law case: those of ``tests/builders.py`` with what the case says otherwise."""

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from typing import Any, TypeVar

from rota.model.calendar import Slot
from rota.model.facts import (
    Activity,
    ActivityId,
    ActivityKind,
    Convention,
    Counting,
    Credit,
    DutyKind,
    DutyLine,
    Facts,
    LineId,
    OpeningBalance,
    Post,
    Service,
    ServiceId,
    Site,
    SiteId,
    SiteKind,
    SiteShare,
)
from tests import builders as b
from tests.rules import case_words as w

Table = Mapping[str, Any]
Entity = TypeVar("Entity", Site, Service, Activity, DutyLine, Post, Convention)


def facts(table: Table) -> Facts:
    """The facts of one case."""
    told = changed(b.facts(table.get("posts", 1)), table)
    return replace(
        told,
        absences=tuple(w.absence(n, text) for n, text in enumerate(table.get("absences", ()), start=1)),
        needs=tuple(w.need(n, text) for n, text in enumerate(table.get("needs", ()), start=1)),
        wishes=tuple(w.wish(n, text) for n, text in enumerate(table.get("wishes", ()), start=1)),
        balances=tuple(OpeningBalance(**balance) for balance in table.get("balances", ())),
    )


def changed(plain: Facts, table: Table) -> Facts:
    """``plain`` with the sites, services, activities, lines, posts, conventions and ways told otherwise."""
    told = replace(
        plain,
        sites=_changed(plain.sites, table.get("site", {}), _new_site, _SITE),
        services=_changed(plain.services, _hours(plain, table.get("service", {})), _new_service, _SERVICE),
        activities=_changed(plain.activities, table.get("activity", {}), _new_activity, _ACTIVITY),
        lines=_changed(plain.lines, table.get("line", {}), _new_line, _LINE),
        posts=_changed(plain.posts, table.get("post", {}), None, _POST),
    )
    conventions = tuple(_convention(c, table.get("convention", {}).get(c.post, {})) for c in told.conventions)
    travels = tuple(w.travel(text) for text in table["travel"]) if "travel" in table else told.travels
    return replace(told, conventions=conventions, travels=travels)


def _changed(
    plain: tuple[Entity, ...],
    changes: Mapping[str, Table],
    new: Callable[[str, Table], Entity] | None,
    readers: Mapping[str, Callable[[Any], Any]],
) -> tuple[Entity, ...]:
    known: dict[str, Entity] = {_code(entity): entity for entity in plain}
    for code, told in changes.items():
        if code not in known:
            assert new is not None, f"{code!r} is not there"
            known[code] = new(code, told)
        allowed = {field.name for field in fields(known[code])} - {"id"}
        assert set(told) <= allowed, f"{code!r} has no {sorted(set(told) - allowed)}"
        read = {name: readers.get(name, _same)(value) for name, value in told.items()}
        known[code] = replace(known[code], **read)
    return tuple(known.values())


def _code(entity: object) -> str:
    return str(getattr(entity, "id", None) or getattr(entity, "post", None))


def _same(value: object) -> object:
    return value


_SITE: Mapping[str, Callable[[Any], object]] = {"kind": SiteKind, "open": w.week_slots}
_SERVICE: Mapping[str, Callable[[Any], object]] = {"unprogrammed": w.week_slots}
_ACTIVITY: Mapping[str, Callable[[Any], object]] = {"kind": ActivityKind}
_POST: Mapping[str, Callable[[Any], object]] = {"skills": w.skills, "volunteers": frozenset}


_LINE: Mapping[str, Callable[[Any], object]] = {"kind": DutyKind, "shifts": w.shifts}


def _hours(plain: Facts, changes: Mapping[str, Table]) -> Mapping[str, Table]:
    known = {str(service.id): service for service in plain.services}
    return {code: _with_hours(known.get(code, plain.services[0]), told) for code, told in changes.items()}


def _with_hours(service: Service, told: Table) -> Table:
    hours = dict(service.hours)
    hours.update({Slot(name): w.times(told[name]) for name in ("am", "pm") if name in told})
    rest = {name: value for name, value in told.items() if name not in {"am", "pm"}}
    return {**rest, "hours": hours}


def _new_site(code: str, told: Table) -> Site:
    return b.site(SiteId(code), SiteKind.OTHER, code[0])


def _new_service(code: str, told: Table) -> Service:
    return Service(id=ServiceId(code), site=SiteId(told["site"]), name=code, hours={})


def _new_activity(code: str, told: Table) -> Activity:
    return b.activity(ActivityId(code), ActivityKind.OTHER)


def _new_line(code: str, told: Table) -> DutyLine:
    return b.line(LineId(code), ServiceId(told["service"]), DutyKind(told["kind"]))


def _convention(plain: Convention, told: Table) -> Convention:
    caps = {share.site: share.duties_per_month_max for share in plain.shares}
    caps |= told.get("duties_per_month_max", {})
    percents = told.get("shares", {share.site: share.percent for share in plain.shares})
    services = {share.site: share.services for share in plain.shares} | {
        SiteId(site): tuple(map(ServiceId, codes)) for site, codes in told.get("services", {}).items()
    }
    read: dict[str, Any] = {
        name: value
        for name, value in told.items()
        if name not in {"shares", "services", "duties_per_month_max", "minimums", "typical_days", "counting"}
    }
    read["shares"] = tuple(
        SiteShare(
            site=SiteId(site),
            percent=percent,
            services=services[SiteId(site)],
            duties_per_month_max=caps.get(site),
        )
        for site, percent in percents.items()
    )
    if "minimums" in told:
        read["minimums"] = tuple(w.minimum(text) for text in told["minimums"])
    if "typical_days" in told:
        read["typical_days"] = {w.week_slot(text): SiteId(s) for text, s in told["typical_days"].items()}
    if "counting" in told:
        counted: dict[str, Any] = {
            key: v if key == "travel_parts" else Credit(v) for key, v in told["counting"].items()
        }
        read["counting"] = Counting(**counted)
    return replace(plain, **read)
