"""Planned against actual: differences found, decided by those they concern, written; corrections."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from rota.ledger import additional, callouts, correction, recovery
from rota.ledger.entry import Draft, Entry
from rota.ledger.writer import Writer, month_span
from rota.model.calendar import Span, four_months_of
from rota.model.facts import PostId, SiteId
from rota.model.problem import Problem
from rota.reconcile import (
    Choice,
    Completeness,
    Decider,
    Decision,
    Difference,
    Kind,
    agree,
    agreed,
    choices,
    completeness,
    consents,
    countable,
    reconcile,
    resolve,
)
from rota.reconcile.known import KnownFacts
from rota.reconcile.planned import all_counted
from rota.reconcile.worked import Judgement, judge
from rota.service import Refused
from rota.sites.faults import Trouble, listing, nearest
from rota.store import Unit
from rota.words import Text
from rota.workspace.attending import Ledgers, known_of
from rota.workspace.keeping import keep
from rota.workspace.opened import AFFAIRS, HEAD, PROGRAM, Workspace, entries_of, ledgers, writer_of

AROUND = timedelta(days=14)
"""Days around a stand-in that are judged again."""
_CODE = re.compile(r"[a-z0-9][a-z0-9-]{0,39}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Reconciled:
    """A month compared."""

    month: str
    differences: tuple[Difference, ...]
    """All that is still open, what asks nobody among them."""
    completeness: Mapping[PostId, Completeness]
    entries: int = 0
    """Entries written, where it was asked."""
    resolved: int = 0
    """Differences that were written."""

    @property
    def waiting(self) -> tuple[Difference, ...]:
        """Those that need a decision."""
        return tuple(each for each in self.differences if each.decision is not Decider.NOBODY)


def compare(workspace: Workspace, month: str, post: str | None = None) -> Reconciled:
    """Planned against actual over one month; nothing is written."""
    posts = None if post is None else [workspace.post(post)]
    return compared(workspace, workspace.ledgers(), month, posts)


def apply(workspace: Workspace, month: str, site: str, post: str | None = None) -> Reconciled:
    """Write all that needs no decision or is decided, and what follows from it."""
    at = workspace.site(site)
    posts = None if post is None else [workspace.post(post)]

    def work(unit: Unit) -> Reconciled:
        keep(unit, workspace.facts, month_span(month).last, posts)
        given = ledgers(unit, workspace.facts)
        known, chosen = known_of(workspace, given), _chosen(given, posts)
        found = reconcile(month, known, chosen)
        decisions = agreed(found, [entry for entries in given.values() for entry in entries])
        done = resolve(found, decisions, known=known, entries=given, author=AFFAIRS, site=at)
        written = len(unit.ledger.append(done.drafts)) + follow(unit, workspace, month, chosen)
        after = compared(workspace, ledgers(unit, workspace.facts), month, posts)
        return replace(after, entries=written, resolved=len(done.resolved))

    return workspace.store.run(work)


def follow(unit: Unit, workspace: Workspace, month: str, posts: "Sequence[PostId] | Ledgers") -> int:
    """What follows from work done: recovery earned, call-outs added up, additional time."""
    problem, last, added = workspace.problem, month_span(month).last, 0
    ended = four_months_of(last).last < workspace.today
    for post in posts:
        writer = writer_of(unit, post, problem.conventions[post].employer, PROGRAM)
        for drafts in _following(unit, writer, problem, last, ended=ended):
            added += len(unit.ledger.append(drafts))
    return added


def _following(
    unit: Unit, writer: Writer, problem: Problem, day: date, *, ended: bool
) -> Iterator[tuple[Draft, ...]]:
    """Each step reads what the one before has written."""
    yield recovery.earned(writer, problem, entries_of(unit, writer.contract))
    yield callouts.add_up(writer, problem, entries_of(unit, writer.contract), day, ended=ended)
    if ended:
        yield additional.detect(writer, problem, entries_of(unit, writer.contract), day)


@dataclass(frozen=True, slots=True)
class Settled:
    """A consent, and what it led to."""

    difference: Difference
    decision: Decision
    missing: tuple[str, ...]
    """Parties that have still to agree to the same."""
    entries: int
    """Entries written: the consent, and the difference once all agree."""
    judged: Judgement | None
    """Of a stand-in or a swap: what it breaks of rest, duty and shares."""


def settle(
    workspace: Workspace,
    name: str,
    choice: str,
    site: str,
    *,
    party: str | None = None,
    parts: Mapping[str, int] | None = None,
) -> Settled:
    """One party agrees to what becomes of a difference; it is written once all have.

    Args:
        workspace: Where it is decided.
        name: The difference, or enough of the beginning of its name.
        choice: ``as-claimed``, ``as-planned``, ``not-done`` or ``shared``.
        site: The site that writes it down, and agrees unless ``party`` is named.
        party: The post whose doctor agrees.
        parts: With ``shared``: 60ths of a half-day by site.

    Raises:
        Refused: no such difference, or no such choice for it.
    """
    at, month = workspace.site(site), _month_of(name)

    def work(unit: Unit) -> Settled:
        given = ledgers(unit, workspace.facts)
        known = known_of(workspace, given)
        difference = _named(reconcile(month, known, _around(workspace, given, name)), name)
        decision = _decision(workspace, difference, choice, parts or {})
        who = _party(difference, party or at)
        writer = writer_of(unit, difference.post, at, HEAD)
        everything = [entry for entries in given.values() for entry in entries]
        consent = agree(writer, difference, decision, who, everything)
        written = len(unit.ledger.append([consent]))
        judged = recheck(workspace, difference, given) if _passes_on(difference, decision) else None
        given = ledgers(unit, workspace.facts)
        everything = [entry for entries in given.values() for entry in entries]
        decided = agreed([difference], everything)
        if not decided:
            return Settled(difference, decision, _missing(difference, everything, decision), written, judged)
        done = resolve([difference], decided, known=known, entries=given, author=AFFAIRS, site=at)
        written += len(unit.ledger.append(done.drafts))
        touched = [difference.post, *([difference.by] if difference.by else [])]
        written += follow(unit, workspace, month, touched)
        return Settled(difference, decision, (), written, judged)

    return workspace.store.run(work)


def take_back(workspace: Workspace, post: str, seq: int, site: str, reason: str) -> tuple[Draft, ...]:
    """Take the work of an entry back: reversed, or adjusted in the open month where its own is closed.

    A half-day and its minutes are one piece of work: naming one of its entries takes back them all.

    Raises:
        Refused: there is no such entry, or it moves nothing any more.
    """
    who, at = workspace.post(post), workspace.site(site)
    refuse_no_code(reason)

    def work(unit: Unit) -> tuple[Draft, ...]:
        writer = writer_of(unit, who, at)
        unit.ledger.hold(writer.contract.id)
        entries = entries_of(unit, writer.contract)
        piece = _piece(entries, who, seq)
        drafts = tuple(
            draft for each in piece for draft in correction.take_back(writer, entries, each, reason)
        )
        if not drafts:
            raise Refused(NOTHING_STANDS, seq=seq, post=who)
        unit.ledger.append(drafts)
        wrong = next(entry.draft for entry in entries if entry.seq == seq)
        follow(unit, workspace, wrong.month, [who])
        return drafts

    return workspace.store.run(work)


def refuse_no_code(reason: str) -> None:
    """Refuse a reason in free words: it would stay in the ledger for ever.

    Raises:
        Refused: it is no code.
    """
    if not _CODE.fullmatch(reason):
        raise Refused(NO_CODE, reason=reason)


def _piece(entries: Sequence[Entry], post: PostId, seq: int) -> list[int]:
    """The entries of the half-day or duty that ``seq`` is of; else that one alone."""
    for unit in all_counted(entries, post):
        numbers = [number for number, _ in unit.entries]
        if seq in numbers:
            return numbers
    return [seq]


def recheck(workspace: Workspace, difference: Difference, given: Ledgers) -> Judgement:
    """What a stand-in or a swap breaks that held without it: rest, duty, shares, around its day."""
    days = Span(difference.day - AROUND, difference.day + AROUND)
    return judge(difference, given, Problem(workspace.facts, days))


def compared(
    workspace: Workspace, given: Ledgers, month: str, posts: Sequence[PostId] | None = None
) -> Reconciled:
    """Planned against actual, of ledgers that were read already; nothing is written."""
    known: KnownFacts = known_of(workspace, given)
    chosen = _chosen(given, posts)
    found = reconcile(month, known, chosen)
    complete = {post: completeness(month, post, given, found) for post in chosen}
    return Reconciled(month, found, complete)


def _chosen(given: Ledgers, posts: Sequence[PostId] | None) -> Mapping[PostId, tuple[Entry, ...]]:
    return {post: entries for post, entries in given.items() if posts is None or post in posts}


def _month_of(name: str) -> str:
    """The month of a difference, from its name."""
    _, _, told = name.partition(":")
    try:
        return f"{date.fromisoformat(told[:10]):%Y-%m}"
    except ValueError:
        raise Refused(NO_NAME, name=name) from None


def _around(workspace: Workspace, given: Ledgers, name: str) -> Ledgers:
    """The ledgers of the post of a difference, and of those who could have stood in for it."""
    problem, post = workspace.problem, PostId(name.partition(":")[0])
    served = {service.id for service in problem.services_of(post)}
    return {
        each: entries
        for each, entries in given.items()
        if each == post or any(service.id in served for service in problem.services_of(each))
    }


def _named(found: Sequence[Difference], name: str) -> Difference:
    exact = [each for each in found if each.id == name]
    like = exact or [each for each in found if each.id.startswith(name)]
    if len(like) > 1:
        raise Refused(WHICH, name=name, known=listing([each.id for each in like]))
    if not like:
        raise Refused(NO_DIFFERENCE, near=nearest(name, [each.id for each in found]), name=name)
    return like[0]


def _decision(
    workspace: Workspace, difference: Difference, choice: str, parts: Mapping[str, int]
) -> Decision:
    known = choices(difference)
    if choice not in known:
        raise Refused(NO_CHOICE, choice=choice, known=listing([each.value for each in known]))
    given: dict[SiteId, int] = {workspace.site(site): amount for site, amount in parts.items()}
    if bool(given) != (choice == Choice.SHARED):
        raise Refused(PARTS)
    decision = Decision(difference.id, Choice(choice), given, frozenset(difference.parties))
    if not countable(difference, decision):
        raise Refused(TOO_MUCH if given else TOO_LITTLE)
    return decision


def _party(difference: Difference, party: str) -> str:
    if difference.parties and party not in difference.parties:
        raise Refused(NO_PARTY, party=party, known=listing(list(difference.parties)))
    return party


def _passes_on(difference: Difference, decision: Decision) -> bool:
    taken = difference.kind in {Kind.SWAPPED, Kind.REPLACED} and bool(difference.actual)
    return taken and decision.choice is Choice.AS_CLAIMED


def _missing(difference: Difference, entries: Sequence[Entry], decision: Decision) -> tuple[str, ...]:
    said = consents(difference, entries)
    return tuple(party for party in difference.parties if said.get(party) != decision.code)


NO_NAME = Trouble(
    Text("« {name} » ne désigne pas un écart.", "“{name}” names no difference."),
    Text("Prendre le nom donné par rota reconcile.", "Take the name given by rota reconcile."),
)
NO_DIFFERENCE = Trouble(
    Text("Aucun écart ouvert « {name} ».", "There is no open difference “{name}”."),
    Text("Il est peut-être déjà réglé : rota reconcile.", "It may be settled already: rota reconcile."),
)
WHICH = Trouble(
    Text("Plusieurs écarts commencent par « {name} ».", "Several differences start with “{name}”."),
    Text("Écarts : {known}.", "Differences: {known}."),
)
NO_CHOICE = Trouble(
    Text("« {choice} » ne peut pas être décidé ici.", "“{choice}” cannot be decided here."),
    Text("Choix : {known}.", "Choices: {known}."),
)
PARTS = Trouble(
    Text("La part de chaque site va avec le choix shared.", "The part of each site goes with shared."),
    Text("Écrire --parts CH=60 ou --parts CH=30,CHU=30.", "Write --parts CH=60 or --parts CH=30,CHU=30."),
)
TOO_MUCH = Trouble(
    Text(
        "Les parts dépassent ce qui est réclamé ou la demi-journée partagée.",
        "The parts are more than what is claimed, or than the half-day shared.",
    ),
    Text("Une demi-journée a 60 parts : CH=30,CHU=30.", "A half-day has 60 parts: CH=30,CHU=30."),
)
TOO_LITTLE = Trouble(
    Text(
        "Ce qui est réclamé ne dit pas assez ce qui a été fait pour être compté.",
        "What is claimed does not tell enough of what was done to be counted.",
    ),
    Text(
        "Le déclarer plus précisément : rota attendance enter.",
        "State it more precisely: rota attendance enter.",
    ),
)
NO_PARTY = Trouble(
    Text("{party} n’a pas à en décider.", "{party} has no say in it."),
    Text("Parties : {known} (--for).", "Parties: {known} (--for)."),
)
NOTHING_STANDS = Trouble(
    Text(
        "L’écriture {seq} de {post} n’existe pas, ne compte pas ou est déjà reprise.",
        "Entry {seq} of {post} is not there, counts nothing, or is taken back already.",
    ),
    Text("Voir rota ledger show.", "See rota ledger show."),
)
NO_CODE = Trouble(
    Text("« {reason} » n’est pas un code.", "“{reason}” is no code."),
    Text(
        "Lettres sans accent, chiffres et tirets ; jamais un motif médical.",
        "Plain lower-case letters, digits and hyphens; never a medical reason.",
    ),
)
