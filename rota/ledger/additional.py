"""Additional time: work beyond the service owed, counted when a four-month period ends, by volunteering only.

It is claimed on the account ``additional``, and what is due comes back to zero where it was passed: the debt
between the sites, if there is one, stays. It is then paid, or given back as recovery.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rota.ledger.accounts import ADDITIONAL, ENTITLEMENT, due, recovery
from rota.ledger.book import fold
from rota.ledger.entry import Draft, Entry, EntryKind
from rota.ledger.standing import bring, month_of_effect, standing
from rota.ledger.writer import Movement, Writer, month_name, signed
from rota.model.calendar import Span, four_months_of
from rota.model.counting import in_ratio
from rota.model.facts import SiteId
from rota.model.problem import Problem
from rota.model.units import Parts, split

VOLUNTEERS = "additional-time"
"""What a post volunteers for when it may do more than it owes."""
COUNTED, SETTLED = "additional:", "additional-settled:"


@dataclass(frozen=True, slots=True)
class Beyond:
    """What a post did beyond the service owed, at the end of a period."""

    period: Span
    parts: Parts
    volunteer: bool
    """Whether the doctor volunteered: else it is no additional time, and stays to be given back."""


def beyond(problem: Problem, entries: Sequence[Entry], writer: Writer, day: date) -> Beyond:
    """What was done beyond the service owed, all sites together, up to the end of the period of ``day``."""
    period, post = four_months_of(day), problem.posts[writer.contract.post]
    over = -sum(_due(writer, entries, period).values())
    return Beyond(period, Parts(max(0, over)), VOLUNTEERS in post.volunteers)


def detect(writer: Writer, problem: Problem, entries: Sequence[Entry], day: date) -> tuple[Draft, ...]:
    """The additional time of the period of ``day``, brought to what stands; none without volunteering."""
    found = beyond(problem, entries, writer, day)
    source = f"{COUNTED}{month_name(found.period.first)}"
    wanted: list[Draft] = []
    if found.volunteer and found.parts:
        over = {site: -parts for site, parts in _due(writer, entries, found.period).items() if parts < 0}
        group, month = writer.group(source, found.parts), month_name(found.period.last)
        moves = [Movement(ENTITLEMENT, ADDITIONAL, found.parts)]
        for site, parts in split(
            found.parts, over, [site for site in writer.contract.sites if site in over]
        ).items():
            moves.extend(signed(ENTITLEMENT, due(site), parts))
        wanted = [
            writer.draft(EntryKind.DIRECT, m, month, group, worked_on=found.period.last, source=source)
            for m in moves
        ]
    return bring(writer, entries, wanted, lambda draft: draft.source == source)


def pay(writer: Writer, parts: int, month: str, agreed: str) -> Draft:
    """Additional time that is paid leaves the ledger."""
    source = f"{SETTLED}{agreed}"
    move = Movement(ADDITIONAL, ENTITLEMENT, parts)
    return writer.draft(EntryKind.DIRECT, move, month, writer.group(source), reason="paid", source=source)


def recover(writer: Writer, problem: Problem, parts: int, month: str, agreed: str) -> tuple[Draft, ...]:
    """Additional time that is given back becomes recovery, in the ratio of the post."""
    source, convention = f"{SETTLED}{agreed}", problem.conventions[writer.contract.post]
    group = writer.group(source)
    return tuple(
        writer.draft(EntryKind.DIRECT, move, month, group, reason="recovered", source=source)
        for site, part in in_ratio(convention, Parts(parts)).items()
        for move in signed(ADDITIONAL, recovery(site), part)
    )


def _due(writer: Writer, entries: Sequence[Entry], period: Span) -> dict[SiteId, int]:
    """What is due to each site at the end of the period, its own additional time left out."""
    last, source = month_name(period.last), f"{COUNTED}{month_name(period.first)}"
    known = [entry for entry in standing(entries) if entry.draft.source != source]
    book = fold(entry for entry in known if month_of_effect(entry.draft) <= last)
    return {site: book.balance(due(site)) for site in writer.contract.sites}
