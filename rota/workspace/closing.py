"""Months are closed by two signatures, and opened again by two."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from rota.explain import half_days
from rota.ledger import clearing, closing
from rota.ledger.book import Key, fold
from rota.ledger.closing import Objection, statement
from rota.ledger.conditions import Attended, Checked, conditions
from rota.ledger.contract import Contract
from rota.ledger.entry import Draft, Entry, EntryKind
from rota.ledger.left_due import left_due
from rota.ledger.months import state
from rota.ledger.verify import verify
from rota.ledger.writer import Writer, month_span
from rota.model.facts import PostId, SiteId
from rota.model.units import HALF_DAY
from rota.reconcile import completeness, reconcile
from rota.service import Refused
from rota.sites.faults import Trouble
from rota.store import Unit
from rota.store.rows import COPIED, StoredEntry
from rota.words import Text
from rota.workspace.attending import known_of
from rota.workspace.noting import Note, silent
from rota.workspace.opened import Workspace, entries_of, ledgers, writer_of
from rota.workspace.reconciling import refuse_no_code


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed a month, and when."""

    site: SiteId
    author: str
    """A function, not a name."""
    at: datetime


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is printed, and kept by both hospitals."""

    post: PostId
    month: str
    seq: int
    head: str
    """The first 16 digits of the head of the chain."""
    statement: str
    """What is signed: the SHA-256 of the statement."""
    count: int
    balances: Mapping[Key, int]
    """At the end of the month."""
    signatures: tuple[Signature, ...]


@dataclass(frozen=True, slots=True)
class Closing:
    """What came of closing the month of one post."""

    post: PostId
    month: str
    step: str
    """``proposed``, ``signed``, ``closed`` (already), ``refused``."""
    conditions: tuple[Checked, ...]
    why: Text | None = None
    """Why it was refused, where all conditions hold."""
    sheet: Sheet | None = None
    warnings: tuple[Text, ...] = ()
    """What stands in the way of nothing, and ought to be known before it is signed."""


def close(
    workspace: Workspace, month: str, site: str, post: str | None = None, *, note: Note = silent
) -> tuple[Closing, ...]:
    """Propose to close a month, or sign what another site has proposed, for every post of a site.

    A post whose conditions do not all hold is left as it is, and says why.

    Args:
        workspace: Where it is closed.
        month: A month that is over.
        site: Who proposes or signs.
        post: One post; all those of the site when left out.
        note: Told of how many posts it is done.

    Raises:
        Refused: the month is not over.
    """
    at = workspace.site(site)
    if month_span(month).last >= workspace.today:
        raise Refused(NOT_OVER, month=month)
    posts = [workspace.post(post)] if post else _posts(workspace, at, month)

    def work(unit: Unit) -> tuple[Closing, ...]:
        for each in posts:
            unit.ledger.hold(unit.ledger.contract(each).id)
        attended = _attended(unit, workspace, month)
        done: list[Closing] = []
        for each in posts:
            note(len(done), len(posts))
            writer = writer_of(unit, each, at)
            entries = entries_of(unit, writer.contract)
            made = _close(unit, writer, entries, month, attended[each])
            done.append(replace(made, warnings=_warnings(workspace, writer.contract, entries, month)))
        return tuple(done)

    return workspace.store.run(work)


def reopen(
    workspace: Workspace, month: str, site: str, post: str, reason: str
) -> tuple[Draft | Objection, bool]:
    """Ask to open a closed month again, or agree to what another site has asked; whether it is open.

    Raises:
        Refused: the reason is no code.
    """
    refuse_no_code(reason)
    at, who = workspace.site(site), workspace.post(post)

    def work(unit: Unit) -> tuple[Draft | Objection, bool]:
        writer = writer_of(unit, who, at)
        unit.ledger.hold(writer.contract.id)
        entries = entries_of(unit, writer.contract)
        asked = month in state(entries).reopening
        step = closing.sign_reopen if asked else closing.propose_reopen
        draft = step(writer, month, entries, reason)
        if isinstance(draft, Draft):
            unit.ledger.append([draft])
        return draft, asked and isinstance(draft, Draft)

    return workspace.store.run(work)


def _close(unit: Unit, writer: Writer, entries: tuple[Entry, ...], month: str, attended: Attended) -> Closing:
    contract, site = writer.contract, writer.site
    post = contract.post
    known = state(entries)
    standing, mine = known.closed.get(month), known.proposed.get(month)
    if standing is not None and site in standing.sites:
        return Closing(post, month, "closed", (), sheet=sheet(contract, month, entries))
    if mine is not None and mine.site == site:
        return Closing(post, month, "proposed", (), sheet=sheet(contract, month, entries))
    signing = standing is not None or mine is not None
    if not signing:
        entries = _carried(unit, writer, entries, month)
    found = _checked(unit, contract, entries, month, attended)
    if not all(one.holds for one in found):
        return Closing(post, month, "refused", found)
    draft = closing.sign(writer, month, entries) if signing else closing.propose(writer, month, entries)
    if isinstance(draft, Objection):
        return Closing(post, month, "refused", found, draft.told())
    unit.ledger.append([draft])
    signed = sheet(contract, month, entries_of(unit, contract))
    return Closing(post, month, "signed" if signing else "proposed", found, sheet=signed)


def _warnings(
    workspace: Workspace, contract: Contract, entries: Sequence[Entry], month: str
) -> tuple[Text, ...]:
    """A week of service or more that is still due, with what was planned."""
    left = left_due(contract, entries, month)
    if left.whole < workspace.problem.posts[contract.post].half_days_per_week * HALF_DAY:
        return ()
    told = {
        "whole": half_days(left.whole),
        "month": month,
        "sites": ", ".join(f"{site} {half_days(parts)}" for site, parts in left.sites.items()),
        "planned": half_days(left.planned),
    }
    return (Text(LEFT_DUE.fr.format(**told), LEFT_DUE.en.format(**told)),)


def _carried(unit: Unit, writer: Writer, entries: tuple[Entry, ...], month: str) -> tuple[Entry, ...]:
    """Debts between the sites that are not settled go to the next month, by entries that say so."""
    drafts = clearing.carry(writer, entries, month)
    if not drafts:
        return entries
    unit.ledger.append(drafts)
    return entries_of(unit, writer.contract)


def _attended(unit: Unit, workspace: Workspace, month: str) -> Mapping[PostId, Attended]:
    """What reconciliation says of a month, for each post."""
    given = ledgers(unit, workspace.facts)
    found = reconcile(month, known_of(workspace, given), given)
    return {post: completeness(month, post, given, found).attended for post in given}


def _checked(
    unit: Unit, contract: Contract, entries: Sequence[Entry], month: str, attended: Attended
) -> tuple[Checked, ...]:
    """Every condition of closing, from the rows of the database and from reconciliation."""
    faults = len(verify(contract, _rows(unit, contract), columns=COPIED).faults)
    return conditions(contract, entries, month, attended, faults)


def _rows(unit: Unit, contract: Contract) -> Iterator[StoredEntry]:
    after = 0
    while page := unit.ledger.stored(contract.id, after):
        yield from page
        after = page[-1].seq


def sheet(contract: Contract, month: str, entries: Sequence[Entry]) -> Sheet | None:
    """What was proposed or signed for a month; None while nothing is."""
    months = state(entries)
    standing = months.closed.get(month) or months.proposed.get(month)
    if standing is None:
        return None
    told = statement(contract, month, entries, upto=standing.upto)
    signed = [
        Signature(entry.draft.author_site, entry.draft.author, entry.recorded_at)
        for entry in entries
        if entry.draft.kind in {EntryKind.PROPOSE_CLOSE, EntryKind.SIGN_CLOSE}
        and (entry.draft.month, entry.draft.statement) == (month, standing.statement)
    ]
    return Sheet(
        post=contract.post,
        month=month,
        seq=told.seq_to,
        head=told.head.hex()[:16],
        statement=told.digest,
        count=told.count,
        balances=fold(e for e in entries if e.seq <= standing.upto and e.draft.month <= month).balances,
        signatures=tuple(signed),
    )


def _posts(workspace: Workspace, site: SiteId, month: str) -> list[PostId]:
    days = month_span(month)
    return [
        convention.post
        for convention in workspace.facts.conventions
        if convention.span.meet(days) and any(share.site == site for share in convention.shares)
    ]


LEFT_DUE = Text(
    "{whole} demi-journées restent dues à la fin de {month} ({sites}) ; {planned} y étaient prévues.",
    "{whole} half-days are still due at the end of {month} ({sites}); {planned} were planned in it.",
)
NOT_OVER = Trouble(
    Text("{month} n’est pas fini.", "{month} is not over."),
    Text(
        "Un mois se clôt quand tous ses jours sont passés.", "A month is closed once all its days are over."
    ),
)
