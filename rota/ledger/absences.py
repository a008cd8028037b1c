"""Leave: each half-day it frees discharges the service owed, and uses up the right of each site.

Which site bears it is for the convention (the ratio of the post by default). What is split in the ratio is
split as the absence goes on, so that the whole absence is split without loss. An absence that changes is
written again: what no longer stands is reversed.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rota.ledger.accounts import UNSHARED, due, leave, recovery, right, taken
from rota.ledger.book import fold
from rota.ledger.entry import Draft, Entry, EntryKind
from rota.ledger.opening import first_day
from rota.ledger.rights import KINDS
from rota.ledger.standing import bring, standing
from rota.ledger.writer import Movement, Writer, month_name, signed
from rota.model.calendar import Span
from rota.model.counting import Freed, freed, in_ratio, share_out
from rota.model.facts import Absence, AbsenceKind, Convention, SiteId
from rota.model.problem import Problem
from rota.model.units import Parts
from rota.words import Text


def record(writer: Writer, problem: Problem, entries: Sequence[Entry], absence: Absence) -> tuple[Draft, ...]:
    """The drafts that make what stands of one absence what it should be; recovery is written elsewhere."""
    wanted = list(_drafts(writer, problem, absence)) if absence.kind is not AbsenceKind.RECOVERY else []
    return bring(writer, entries, wanted, lambda draft: draft.source == source_of(absence))


def withdraw(writer: Writer, entries: Sequence[Entry], absence_id: str) -> tuple[Draft, ...]:
    """An absence that is no more."""
    return bring(writer, entries, (), lambda draft: draft.source == f"absence:{absence_id}", "withdrawn")


def source_of(absence: Absence) -> str:
    """What entries of an absence name as their source."""
    return f"absence:{absence.id}"


def half_days(problem: Problem, absence: Absence) -> Mapping[date, list[Freed]]:
    """The half-days one absence frees, by day, from the first day that the ledger tells day by day."""
    convention = problem.conventions[absence.post]
    found: defaultdict[date, list[Freed]] = defaultdict(list)
    told = Span(min(first_day(problem, convention), convention.end), convention.end)
    days = Span(absence.first, absence.last).meet(told)
    for each in freed(problem, absence.post, days) if days else ():
        if each.kind is not None and problem.absence(absence.post, each.day, each.slot) == absence:
            found[each.day].append(each)
    return found


def _drafts(writer: Writer, problem: Problem, absence: Absence) -> Iterator[Draft]:
    convention = problem.conventions[absence.post]
    for day, moves in _days(problem, convention, absence):
        for move in moves:
            yield writer.draft(
                EntryKind.DIRECT,
                move,
                month_name(day),
                writer.group("absence", absence.id, day),
                worked_on=day,
                what=absence.kind.value,
                source=source_of(absence),
            )


def _days(
    problem: Problem, convention: Convention, absence: Absence
) -> Iterator[tuple[date, list[Movement]]]:
    """What each day of an absence moves."""
    seen: list[Freed] = []
    before: Mapping[SiteId, Parts] = {}
    for day, freed_today in half_days(problem, absence).items():
        seen.extend(freed_today)
        charge, counts = _charge(convention, seen), bool(share_out(convention, seen))
        moves: list[Movement] = []
        for site, parts in charge.items():
            today = parts - before.get(site, 0)
            moves.extend(signed(due(site), leave(site) if counts else UNSHARED, today))
            if absence.kind in KINDS:
                own = right(absence.kind, day.year, site), taken(absence.kind, day.year, site)
                moves.extend(signed(*own, today))
        before = charge
        yield day, moves


def _charge(convention: Convention, seen: Sequence[Freed]) -> Mapping[SiteId, Parts]:
    """Which sites lose the half-days: those credited, else all in the ratio of the post."""
    return share_out(convention, seen) or in_ratio(convention, Parts(sum(each.parts for each in seen)))


class Verdict(StrEnum):
    """What becomes of a request."""

    GRANTED = "granted"
    WARNED = "warned"
    """The right suffices, the part of a site does not: that site is to agree."""
    REFUSED = "refused"
    """The post has not this right."""


@dataclass(frozen=True, slots=True)
class Request:
    """What an absence would use up, against what is left."""

    verdict: Verdict
    kind: AbsenceKind
    asked: Mapping[tuple[int, SiteId], Parts]
    """By civil year and site (year 0 for recovery)."""
    left: Mapping[tuple[int, SiteId], Parts]
    """Before the request."""
    short: tuple[tuple[int, SiteId], ...]
    """Years and sites whose part does not suffice."""

    def told(self) -> Text:
        """The answer, in a sentence."""
        sites = ", ".join(f"{site} {year or ''}".strip() for year, site in self.short)
        return Text(
            _ANSWERS[self.verdict].fr.format(sites=sites), _ANSWERS[self.verdict].en.format(sites=sites)
        )


_ANSWERS = {
    Verdict.GRANTED: Text("Accordé{sites}.", "Granted{sites}."),
    Verdict.WARNED: Text(
        "Le droit suffit, mais la part de {sites} est épuisée : ce site doit donner son accord.",
        "The right suffices, but the part of {sites} is exhausted: that site has to agree.",
    ),
    Verdict.REFUSED: Text("Refusé : droit épuisé ({sites}).", "Refused: right exhausted ({sites})."),
}


def request(problem: Problem, entries: Sequence[Entry], absence: Absence) -> Request:
    """What asking for ``absence`` would use up; ``problem`` holds it among the absences of the post."""
    asked = _asked(problem, absence)
    book = fold(entry for entry in standing(entries) if entry.draft.source != source_of(absence))
    sites = [share.site for share in problem.conventions[absence.post].shares]
    left = {
        (year, site): Parts(book.balance(right(absence.kind, year, site) if year else recovery(site)))
        for year in sorted({year for year, _ in asked})
        for site in sites
    }
    bounded = absence.kind in KINDS or absence.kind is AbsenceKind.RECOVERY
    short = tuple(sorted(each for each in asked if bounded and asked[each] > left[each]))
    refused = any(_of_year(asked, year) > _of_year(left, year) for year, _ in short)
    verdict = Verdict.REFUSED if refused else Verdict.WARNED if short else Verdict.GRANTED
    return Request(verdict, absence.kind, asked, left, short)


def _asked(problem: Problem, absence: Absence) -> Mapping[tuple[int, SiteId], Parts]:
    """What an absence uses up, by civil year and site (year 0 for kinds without yearly rights)."""
    convention = problem.conventions[absence.post]
    asked: defaultdict[tuple[int, SiteId], int] = defaultdict(int)
    before: Mapping[SiteId, Parts] = {}
    seen: list[Freed] = []
    for day, freed_today in half_days(problem, absence).items():
        seen.extend(freed_today)
        charge = _charge(convention, seen)
        for site, parts in charge.items():
            asked[day.year if absence.kind in KINDS else 0, site] += parts - before.get(site, 0)
        before = charge
    return {each: Parts(parts) for each, parts in asked.items()}


def _of_year(parts: Mapping[tuple[int, SiteId], Parts], year: int) -> int:
    return sum(part for (of, _), part in parts.items() if of == year)
