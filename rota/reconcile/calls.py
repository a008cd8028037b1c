"""Call-outs of one on-call duty, taken together: they are counted together."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from rota.ledger.callouts import Rates, count, record
from rota.ledger.contract import Contract
from rota.ledger.entry import Entry
from rota.ledger.worth import what_of
from rota.ledger.writer import Writer
from rota.model.calendar import SLOT_ORDER
from rota.model.facts import DutyKind, LineId, SiteId
from rota.model.plan import Placement
from rota.model.problem import Problem
from rota.model.task import Task, task_of
from rota.model.units import HALF_DAY
from rota.reconcile.actual import Actual
from rota.reconcile.claims import Claim
from rota.reconcile.differences import Decider, Difference, Effect, Kind
from rota.reconcile.planned import Planned
from rota.reconcile.slots import duties_of


def called(
    problem: Problem,
    contract: Contract,
    entries: Sequence[Entry],
    calls: Sequence[Claim],
    known: Sequence[Planned],
) -> Iterator[Difference]:
    """One difference for each on-call duty with call-outs that do not stand in the ledger as claimed.

    ``known`` are the duties planned or counted: a call-out from any other asks its site.
    """
    ordered = sorted(calls, key=lambda call: (call.day, call.site, call.start or 0))
    duties = {id(call): duty_of(problem, call, known) for call in ordered}
    for _, group in groupby(ordered, key=lambda call: (call.day, call.site, _named(duties[id(call)]))):
        together = tuple(group)
        first, duty = together[0], duties[id(together[0])]
        expected = duty is not None and any(_is_that(unit, duty) for unit in known)
        minutes = [call.minutes or 0 for call in together]
        if duty is not None and not record(_anyone(contract, first.site), problem, entries, duty, minutes):
            continue
        yield Difference(
            post=first.post,
            day=first.day,
            slots=duty.slots if duty else first.slots,
            site=first.site,
            kind=Kind.CALL_OUT,
            decision=Decider.NOBODY if expected else Decider.ONE_SITE,
            parties=() if expected else (first.site,),
            claimed=together,
            actual=(Actual(duty, 0, sum(minutes), together),) if duty else (),
            effect=_effect(problem, duty, minutes) if duty else {},
        )


def duty_of(problem: Problem, call: Claim, known: Sequence[Planned]) -> Task | None:
    """The on-call duty from which a doctor was called: named, known, or the one the line has then."""
    named = LineId(call.what.rpartition("/")[2])
    there = [
        unit.what
        for unit in known
        if unit.on_call
        and (unit.site, unit.day) == (call.site, call.day)
        and set(call.slots) & set(unit.slots)
    ]
    services = {service.id for service in problem.services_of(call.post) if service.site == call.site}
    lines = [line for line in problem.lines.values() if line.service in services]
    lines = [line for line in lines if line.kind is DutyKind.ON_CALL and named in {"", line.id}] or [
        line for line in lines if line.kind is DutyKind.ON_CALL
    ]
    lines.sort(key=lambda line: f"{line.service}/{line.id}" not in there)
    for line in lines:
        for slots in duties_of(problem, line, call.day, call.slots):
            return task_of(problem, Placement(call.post, call.day, slots, line.service, line=line.id))
    return None


def _is_that(unit: Planned, duty: Task) -> bool:
    same = unit.day == duty.day and unit.what == what_of(duty.placement)
    return same and bool(set(unit.slots) & set(duty.slots))


def _named(duty: Task | None) -> str:
    slots = sorted(duty.slots, key=SLOT_ORDER.__getitem__) if duty else ()
    return f"{duty.placement.line}:{'+'.join(slots)}" if duty else ""


def _anyone(contract: Contract, site: SiteId) -> Writer:
    """Who would write: comparing with what stands asks for no name."""
    return Writer(contract, "rota", site)


def _effect(problem: Problem, duty: Task, minutes: list[int]) -> dict[SiteId, Effect]:
    counted = count(minutes, Rates.of(problem, duty.post, duty.day))
    return {duty.site: Effect(counted.half_days * HALF_DAY, counted.worked)}
