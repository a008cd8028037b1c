"""Reads a plan file and holds it against the folder: all faults at once, or the plan."""

from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

from rota.errors import FaultyPlan
from rota.model.calendar import Span
from rota.model.facts import Facts
from rota.model.plan import Plan
from rota.plan_file import troubles
from rota.plan_file.content import FORMAT, VERSION, PlanFile
from rota.plan_file.json_text import filled, load, shown
from rota.plan_file.placements import Codes, PlacementReader
from rota.plan_file.values import Values
from rota.scheduler.outcome import Settings, Status, StoppedBy
from rota.sites.faults import clean
from rota.words import Text

_KEYS = (
    *("format", "version", "rota", "made_at", "site", "fingerprint", "span", "settings", "outcome"),
    *("pins", "past", "published", "placements"),
)
_OUTCOME_KEYS = ("status", "stopped_by", "cost", "bound", "gap", "seconds", "components")
_FAULTS_SHOWN_MAX = 30
_HUGE = 10**12
_EVER = Span(date.min, date.max)


def read(path: Path, facts: Facts, fingerprint: str) -> PlanFile:
    """The plan of ``path``, made for exactly these facts.

    Raises:
        FaultyPlan: the file is faulty, or was made for another folder or another state of this one.
    """
    record = _record(path)
    made_for = record.get("fingerprint")
    if isinstance(made_for, str) and made_for != fingerprint:
        raise FaultyPlan(_other_state(path, record, facts))
    values = Values()
    content = _content(values, record, PlacementReader(values, Codes.of(facts)))
    _refuse(path, values)
    assert content is not None, "a file without faults has a content"
    return content


def read_earlier(path: Path, facts: Facts) -> tuple[PlanFile, int]:
    """The plan of ``path``, made for this or an earlier state of the folder, and how much was left out.

    What speaks of posts, services, activities or lines that the folder no longer has is left out.

    Raises:
        FaultyPlan: the file is faulty.
    """
    record = _record(path)
    values = Values()
    reader = PlacementReader(values, Codes.of(facts), strangers_left_out=True)
    content = _content(values, record, reader)
    _refuse(path, values)
    assert content is not None, "a file without faults has a content"
    return content, reader.left_out


def _record(path: Path) -> dict[str, object]:
    """The outermost object, once it is sure that it is a plan of a version we read."""
    value, name = load(path), clean(path.name)
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        raise FaultyPlan(filled(troubles.NOT_A_PLAN, file=name, format=FORMAT))
    if value.get("version") != VERSION or isinstance(value.get("version"), bool):
        found = shown(value.get("version"))
        raise FaultyPlan(filled(troubles.OTHER_VERSION, file=name, found=found, version=VERSION))
    return value


def _other_state(path: Path, record: dict[str, object], facts: Facts) -> Text:
    name, site = clean(path.name), record.get("site")
    if isinstance(site, str) and site != facts.name:
        return filled(troubles.OTHER_SITE, file=name, theirs=clean(site[:80]), ours=clean(facts.name[:80]))
    made = shown(str(record.get("made_at"))[:10]).strip('"')
    return filled(troubles.CHANGED, file=name, made=made)


def _content(values: Values, record: dict[str, object], reader: PlacementReader) -> PlanFile | None:
    values.record("plan", record, _KEYS)
    span = values.span("span", record.get("span"))
    settings = _settings(values, record.get("settings"))
    outcome = values.record("outcome", record.get("outcome"), _OUTCOME_KEYS)
    stopped_by = values.choice("outcome.stopped_by", outcome.get("stopped_by"), StoppedBy)
    status = values.choice("outcome.status", outcome.get("status"), Status)
    days = span or _EVER
    content = PlanFile(
        site=values.text("site", record.get("site")),
        fingerprint=values.text("fingerprint", record.get("fingerprint")),
        made_at=values.instant("made_at", record.get("made_at")),
        rota=values.text("rota", record.get("rota")),
        settings=settings,
        status=status or Status.STOPPED,
        stopped_by=stopped_by or StoppedBy.CLOCK,
        cost=values.whole("outcome.cost", outcome.get("cost"), 0, _HUGE),
        bound=_proved(values, "outcome.bound", outcome.get("bound"), -_HUGE),
        gap=_proved(values, "outcome.gap", outcome.get("gap"), 0),
        seconds=values.number("outcome.seconds", outcome.get("seconds"), 0, _HUGE),
        components=values.whole("outcome.components", outcome.get("components"), 0, _HUGE),
        pins=reader.pins("pins", record.get("pins"), days),
        past=reader.all("past", record.get("past")),
        published=_published(values, record.get("published"), reader),
        plan=reader.plan("placements", record.get("placements"), days),
    )
    return content if span is not None else None


def _settings(values: Values, value: object) -> Settings:
    """The settings stated; a setting that an older program did not know has its default."""
    record = values.record("settings", value, (field.name for field in fields(Settings)))
    stated: dict[str, Any] = {}
    for field in fields(Settings):
        where, found = f"settings.{field.name}", record.get(field.name, field.default)
        if isinstance(field.default, float):
            stated[field.name] = values.number(where, found, 0, _HUGE)
        else:
            stated[field.name] = values.whole(where, found, 0, _HUGE)
    return Settings(**stated)


def _proved(values: Values, where: str, value: object, least: float) -> float | None:
    return None if value is None else values.number(where, value, least, _HUGE)


def _published(values: Values, value: object, reader: PlacementReader) -> Plan | None:
    if value is None:
        return None
    record = values.record("published", value, ("span", "placements"))
    span = values.span("published.span", record.get("span"))
    if span is None:
        return None
    return reader.plan("published.placements", record.get("placements"), span)


def _refuse(path: Path, values: Values) -> None:
    """Raise all faults as one text."""
    if not values.found:
        return
    told = list(dict.fromkeys(values.found))
    lines = [filled(troubles.FAULTS, file=clean(path.name), count=len(told)), *told[:_FAULTS_SHOWN_MAX]]
    if len(told) > _FAULTS_SHOWN_MAX:
        lines.append(filled(troubles.MORE, count=len(told) - _FAULTS_SHOWN_MAX))
    raise FaultyPlan(Text("\n".join(line.fr for line in lines), "\n".join(line.en for line in lines)))
