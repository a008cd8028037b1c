"""Recovery: earned after on-site duty pro rata of the post, taken on a day of one site.

The day taken costs the site on which it falls: that of the work published for it, else that of the typical
week; where neither says, all sites in the ratio of the post. The others owe it their part of it, booked as a
debt between the sites until it is settled. Where the convention charges the site of the day of the typical
week, there is no debt.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from rota.ledger.absences import half_days, source_of
from rota.ledger.accounts import ENTITLEMENT, UNSHARED, due, leave, recovery
from rota.ledger.clearing import owes
from rota.ledger.entry import Draft, Entry, EntryKind, LedgerUnit
from rota.ledger.figures import RECOVERY
from rota.ledger.standing import bring, standing
from rota.ledger.writer import Movement, Writer, month_name, signed
from rota.model.calendar import Slot
from rota.model.counting import Freed, in_ratio
from rota.model.facts import Absence, AbsenceKind, Convention, Credit, DutyKind, LineId, SiteId
from rota.model.problem import Problem
from rota.model.units import Parts

Sites = Mapping[tuple[date, Slot], SiteId]
EARNED = "recovery:"
"""Begins the source of recovery earned: the entry of the duty it is earned by."""


def earned(writer: Writer, problem: Problem, entries: Sequence[Entry]) -> tuple[Draft, ...]:
    """What on-site duty done has earned, brought to what stands: a duty reversed earns nothing."""
    convention = problem.conventions[writer.contract.post]
    wanted: list[Draft] = []
    for entry in standing(entries):
        duty = entry.draft
        if duty.worked_on is None or not _is_duty(problem, duty):
            continue
        percent = RECOVERY.of(problem, convention.post, duty.worked_on)
        for site, parts in in_ratio(convention, Parts(duty.amount * percent // 100)).items():
            for move in signed(ENTITLEMENT, recovery(site), parts):
                wanted.append(
                    writer.draft(
                        EntryKind.DIRECT,
                        move,
                        month_name(duty.worked_on),
                        writer.group("recovery", entry.seq),
                        worked_on=duty.worked_on,
                        what="recovery",
                        source=f"{EARNED}{entry.seq}",
                    )
                )
    return bring(writer, entries, wanted, lambda draft: draft.source.startswith(EARNED))


def take(writer: Writer, problem: Problem, entries: Sequence[Entry], absence: Absence) -> tuple[Draft, ...]:
    """The drafts that make what stands of a day of recovery what it should be."""
    recovers = absence.kind is AbsenceKind.RECOVERY
    wanted = list(_drafts(writer, problem, absence, _published(entries))) if recovers else []
    return bring(writer, entries, wanted, lambda draft: draft.source == source_of(absence))


def _is_duty(problem: Problem, draft: Draft) -> bool:
    """Whether an entry is service done on an on-site line."""
    if draft.unit is not LedgerUnit.HALF_DAY_60 or not draft.credit.startswith("done:"):
        return False
    line = problem.lines.get(LineId(draft.what.partition("/")[2]))
    return line is not None and line.kind is DutyKind.ON_SITE and draft.debit != ENTITLEMENT


def _published(entries: Sequence[Entry]) -> Sites:
    """The site of each half-day as it was published last, also where it is not to be worked any more."""
    return {
        (draft.worked_on, slot): draft.site
        for draft in (entry.draft for entry in entries if entry.draft.kind is EntryKind.PLAN)
        if draft.worked_on is not None and draft.site is not None and draft.credit.startswith("done:")
        for slot in draft.slots
    }


def _drafts(writer: Writer, problem: Problem, absence: Absence, published: Sites) -> Iterator[Draft]:
    convention = problem.conventions[absence.post]
    seen, before = 0, dict[SiteId, Parts]()
    for day, freed in half_days(problem, absence).items():
        for each in freed:
            seen += each.parts
            now = in_ratio(convention, Parts(seen))
            parts = {site: Parts(part - before.get(site, 0)) for site, part in now.items()}
            before = now
            for move in _half_day(convention, each, parts, published.get((each.day, each.slot))):
                yield writer.draft(
                    EntryKind.DIRECT,
                    move,
                    month_name(day),
                    writer.group("absence", absence.id, day),
                    worked_on=day,
                    slots=(each.slot,),
                    what=absence.kind.value,
                    source=source_of(absence),
                )


def _half_day(
    convention: Convention, freed: Freed, parts: Mapping[SiteId, Parts], published: SiteId | None
) -> Iterator[Movement]:
    """What one half-day of recovery moves; ``parts`` is it in the ratio of the post."""
    policy = convention.counting.recovery
    typical = convention.typical_days.get((freed.day.weekday(), freed.slot))
    for site, part in parts.items():
        yield from signed(recovery(site), ENTITLEMENT, part)
    if typical is not None and policy in {Credit.SITE_OF_DAY, Credit.WHERE_DONE}:
        yield from signed(due(typical), leave(typical), freed.parts)
        return
    at = published or typical
    for site, part in parts.items():
        to = UNSHARED if policy is Credit.NONE else leave(site)
        yield from signed(due(at or site), to, part)
        if at is not None and at != site:
            yield from owes(site, at, part)
