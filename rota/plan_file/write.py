"""Plan files are written whole or not at all, in an order that depends on nothing but their content."""

import errno
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import UTC
from pathlib import Path

from rota.model.calendar import SLOT_ORDER, Span
from rota.model.plan import Pin, Placement, Plan
from rota.plan_file.content import FORMAT, VERSION, PlanFile

Record = Mapping[str, object]


def write(path: Path, content: PlanFile) -> None:
    """Write ``content`` to ``path``; a failure at any moment leaves what was there.

    Raises:
        OSError: the file cannot be written, or ``path`` is something else than a file.
    """
    target = path.resolve()
    if target.exists() and not target.is_file():
        raise OSError(errno.EINVAL, "it is no ordinary file")
    temporary = target.with_name(f".{target.name[:80]}.{os.getpid()}.tmp")
    try:
        with temporary.open("w", encoding="utf-8", newline="\n") as file:
            file.write(text_of(content))
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


def text_of(content: PlanFile) -> str:
    """The text of a plan file: two equal contents have the same one."""
    published = content.published
    parts = [
        *(f"{_quote(key)}: {_inline(value)}" for key, value in _head(content).items()),
        f'"pins": {_lines(map(_pin, sorted(content.pins, key=_pin_key)))}',
        f'"past": {_placements(content.past)}',
        f'"published": {"null" if published is None else _published(published)}',
        f'"placements": {_placements(content.plan.placements)}',
    ]
    return "{\n" + ",\n".join(f"  {part}" for part in parts) + "\n}\n"


def _head(content: PlanFile) -> Record:
    return {
        "format": FORMAT,
        "version": VERSION,
        "rota": content.rota,
        "made_at": content.made_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "site": content.site,
        "fingerprint": content.fingerprint,
        "span": _span(content.span),
        "settings": asdict(content.settings),
        "outcome": {
            "status": str(content.status),
            "stopped_by": str(content.stopped_by),
            "cost": content.cost,
            "bound": content.bound,
            "gap": content.gap,
            "seconds": content.seconds,
            "components": content.components,
        },
    }


def _published(plan: Plan) -> str:
    return f'{{"span": {_inline(_span(plan.span))}, "placements": {_placements(plan.placements)}}}'


def _span(span: Span) -> Record:
    return {"first": span.first.isoformat(), "last": span.last.isoformat()}


def _placements(placements: Iterable[Placement]) -> str:
    return _lines(map(_placement, sorted(placements, key=_placement_key)))


def _placement_key(placement: Placement) -> tuple[object, ...]:
    return *placement.key, placement.slots


def _placement(placement: Placement) -> Record:
    record: dict[str, object] = {
        "day": placement.day.isoformat(),
        "post": placement.post,
        "slots": [str(slot) for slot in placement.slots],
        "service": placement.service,
    }
    if placement.activity is not None:
        record["activity"] = placement.activity
    if placement.line is not None:
        record["line"] = placement.line
    if placement.remote:
        record["remote"] = True
    return record


def _pin_key(pin: Pin) -> tuple[object, ...]:
    return pin.day, pin.post, SLOT_ORDER[pin.slot], pin.owner, repr(pin.placement)


def _pin(pin: Pin) -> Record:
    return {
        "day": pin.day.isoformat(),
        "post": pin.post,
        "half": str(pin.slot),
        "owner": pin.owner,
        "placement": None if pin.placement is None else _placement(pin.placement),
    }


def _lines(records: Iterable[Record]) -> str:
    """A list with one record a line."""
    rows = [f"    {_inline(record)}" for record in records]
    return "[\n" + ",\n".join(rows) + "\n  ]" if rows else "[]"


def _inline(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _quote(key: str) -> str:
    return json.dumps(key)
