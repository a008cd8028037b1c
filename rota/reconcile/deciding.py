"""Decisions on differences: who agrees to what, written in the ledger as one entry for each who agrees.

A consent is a claim that moves nothing: its source names the difference, the party (a site, or a post for its
doctor) and the claims it is about, its reason the decision. A decision holds when every party that must agree
has agreed to the same, and no claim came since; a party that changes its mind before that writes another.
What is decided otherwise than claimed is marked when it is written: those claims are asked about no more.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from rota.ledger.accounts import CLOCK, worked
from rota.ledger.entry import Draft, Entry, EntryKind, LedgerUnit
from rota.ledger.writer import Movement, Writer, month_name
from rota.model.facts import SiteId
from rota.reconcile.differences import Decider, Difference, Kind

CONSENT, SETTLED = "consent:", "settled:"
"""Begin the source of a consent, and of the mark that claims are settled."""


class Choice(StrEnum):
    """What becomes of a difference."""

    AS_CLAIMED = "as-claimed"
    """What the claims say is counted."""
    AS_PLANNED = "as-planned"
    """The plan was done; what is claimed otherwise is not counted."""
    NOT_DONE = "not-done"
    """Nothing of it was done."""
    SHARED = "shared"
    """Of a contradiction: each site has the part agreed upon."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What is decided of one difference, by all who must agree."""

    difference: str
    choice: Choice
    parts: Mapping[SiteId, int] = field(default_factory=lambda: MappingProxyType({}))
    """With ``shared``: 60ths of a half-day by site; a site that is not named has none."""
    consents: frozenset[str] = frozenset()
    """Codes of the parties that agree."""

    @property
    def code(self) -> str:
        """What a consent carries as its reason: ``as-claimed``, ``shared:CH=60``."""
        parts = "+".join(f"{site}={self.parts[site]}" for site in sorted(self.parts))
        return f"{self.choice.value}:{parts}" if parts else self.choice.value

    def binds(self, difference: Difference) -> bool:
        """Whether it decides ``difference``: its choice fits, and all who must agree do."""
        fits = (self.choice is Choice.SHARED) <= (difference.kind is Kind.CONTRADICTION)
        return fits and self.difference == difference.id and set(difference.parties) <= self.consents


def choices(difference: Difference) -> tuple[Choice, ...]:
    """What can be decided of a difference."""
    match difference.kind:
        case Kind.CONTRADICTION:
            return (Choice.SHARED, Choice.AS_PLANNED, Choice.NOT_DONE)
        case Kind.UNCONFIRMED:
            return (Choice.AS_PLANNED, Choice.NOT_DONE)
    return (Choice.AS_CLAIMED, Choice.AS_PLANNED, Choice.NOT_DONE)


def agree(
    writer: Writer,
    difference: Difference,
    decision: Decision,
    party: str = "",
    entries: Iterable[Entry] = (),
) -> Draft:
    """One party agrees to a decision.

    Args:
        writer: Who writes it down; its author for a doctor’s consent is the one who received it.
        difference: What is decided.
        decision: What is agreed to; its own consents are not looked at.
        party: The site or the post that agrees; the site of the writer when left out.
        entries: What stands already: a party may come back to what it had agreed to before.
    """
    known, who = list(entries), party or writer.site
    source = f"{CONSENT}{difference.id}:{who}:{_evidence(difference)}"
    times = sum((e.draft.source, e.draft.reason) == (source, decision.code) for e in known)
    if times and consents(difference, known).get(who) == decision.code:
        times -= 1
    return _noted(writer, difference, decision, "consent", source, times=times)


def settled(writer: Writer, difference: Difference, decision: Decision) -> tuple[Draft, ...]:
    """The mark that claims were decided otherwise than they say; none where there are none."""
    if decision.choice is Choice.AS_CLAIMED or not difference.claimed:
        return ()
    source = f"{SETTLED}{difference.id}:{_evidence(difference)}"
    return (_noted(writer, difference, decision, "settled", source),)


def settled_claims(entries: Iterable[Entry]) -> frozenset[tuple[str, int]]:
    """Post and sequence number of the claims that are settled otherwise than they say."""
    sources = [entry.draft.source for entry in entries if entry.draft.source.startswith(SETTLED)]
    return frozenset(pair for source in sources for pair in _pairs(source.rpartition(":")[2]))


def _noted(
    writer: Writer, difference: Difference, decision: Decision, what: str, source: str, *, times: int = 0
) -> Draft:
    return writer.draft(
        EntryKind.CLAIM,
        Movement(CLOCK, worked(writer.site), 1, LedgerUnit.MINUTE),
        month_name(difference.day),
        writer.group(source, decision.code, *([times] if times else [])),
        worked_on=difference.day,
        site=writer.site,
        what=what,
        reason=decision.code,
        source=source,
    )


def _evidence(difference: Difference) -> str:
    """The claims of a difference, those of every post: ``ASP-1.12+ASP-2.7``."""
    return "+".join(f"{claim.post}.{seq}" for claim in difference.claimed for seq in claim.seqs)


def _pairs(told: str) -> frozenset[tuple[str, int]]:
    pairs = (each.rpartition(".") for each in told.split("+") if each)
    return frozenset((post, int(seq)) for post, _, seq in pairs if seq.isascii() and seq.isdigit())


def agreed(differences: Iterable[Difference], entries: Iterable[Entry]) -> tuple[Decision, ...]:
    """The decisions to which every party has agreed, after the claims they are about.

    ``entries`` are those of every post of the differences: a doctor’s consent may stand with the own post.
    """
    known = [entry for entry in entries if entry.draft.source.startswith(CONSENT)]
    found = (_agreed(difference, consents(difference, known)) for difference in differences)
    return tuple(decision for decision in found if decision is not None)


def consents(difference: Difference, entries: Iterable[Entry]) -> Mapping[str, str]:
    """What each party has said last of a difference, as the code of a decision; by party.

    What was said before another claim came is about something else, and counts no more.
    """
    evidence = _pairs(_evidence(difference))
    begin = f"{CONSENT}{difference.id}:"
    said: dict[str, str] = {}
    for entry in entries:
        if entry.draft.source.startswith(begin):
            party, _, about = entry.draft.source.removeprefix(begin).partition(":")
            said.pop(party, None)
            if _pairs(about) == evidence:
                said[party] = entry.draft.reason
    return said


def by_itself(difference: Difference) -> Decision | None:
    """The decision of a difference that asks nobody."""
    if difference.decision is not Decider.NOBODY:
        return None
    return Decision(difference.id, Choice.AS_CLAIMED)


def _agreed(difference: Difference, said: Mapping[str, str]) -> Decision | None:
    """What all parties said last, when it is the same."""
    if not difference.parties or not set(difference.parties) <= set(said):
        return None
    told = {said[party] for party in difference.parties}
    return decision_of(difference.id, told.pop(), difference.parties) if len(told) == 1 else None


def decision_of(difference: str, code: str, parties: Sequence[str] = ()) -> Decision | None:
    """The decision a code means; None when it means none."""
    name, _, told = code.partition(":")
    if name not in Choice.__members__.values():
        return None
    parts: dict[SiteId, int] = {}
    for each in told.split("+") if told else ():
        site, _, amount = each.partition("=")
        if not (amount.isascii() and amount.isdigit()):
            return None
        parts[SiteId(site)] = int(amount)
    return Decision(difference, Choice(name), parts, frozenset(parties))
