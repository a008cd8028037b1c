"""A debt booked between two sites is settled: the one that owes gives service due to it to the other."""

from rota.explain import half_days
from rota.ledger import clearing
from rota.ledger.entry import Draft
from rota.model.units import Parts
from rota.service import Refused
from rota.sites.faults import Trouble
from rota.store import Unit
from rota.words import Text
from rota.workspace.opened import AFFAIRS, Workspace, entries_of, writer_of
from rota.workspace.reconciling import refuse_no_code


def give_back(
    workspace: Workspace, post: str, debtor: str, creditor: str, parts: Parts, *, month: str, agreed: str
) -> tuple[Draft, ...]:
    """The entries that settle ``parts`` of what ``debtor``, which writes, owes to ``creditor``.

    Args:
        workspace: Where the debt stands.
        post: Whose time it is.
        debtor: The site that owes.
        creditor: The site that is owed.
        parts: 60ths of a half-day.
        month: An open month, by whose end the debt stands.
        agreed: A code that names the agreement of both heads; the same one again changes nothing.

    Raises:
        Refused: less is owed, or the agreement has no code.
        ClosedMonth: the month is closed.
    """
    who, own, other = workspace.post(post), workspace.site(debtor), workspace.site(creditor)
    refuse_no_code(agreed)

    def work(unit: Unit) -> tuple[Draft, ...]:
        writer = writer_of(unit, who, own, AFFAIRS)
        unit.ledger.hold(writer.contract.id)
        entries = entries_of(unit, writer.contract)
        drafts = clearing.settle(writer, other, parts, month, agreed)
        if not {draft.idem for draft in drafts} <= {entry.draft.idem for entry in entries}:
            _refuse_too_much(clearing.debts(entries, month).get((own, other), 0), parts)
        unit.ledger.append(drafts)
        return drafts

    return workspace.store.run(work)


def _refuse_too_much(owed: int, parts: Parts) -> None:
    if not 0 < parts <= owed:
        raise Refused(NOT_OWED, owed=half_days(max(0, owed)), asked=half_days(parts))


NOT_OWED = Trouble(
    Text(
        "{owed} demi-journée(s) sont dues à la fin de ce mois, non {asked}.",
        "{owed} half-day(s) are owed at the end of that month, not {asked}.",
    ),
    Text("Voir les dettes : rota balance.", "See the debts: rota balance."),
)
