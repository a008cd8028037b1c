"""``rota correct``: takes an entry of the ledger back, openly."""

import click

from rota.cli import parameters, target
from rota.cli.bilingual import Argument, Command, Option
from rota.cli.session import Session
from rota.ledger.entry import Draft
from rota.words import Text
from rota.workspace import reconciling

_ABOUT = Text(
    "Reprend une écriture, et avec elle sa demi-journée et ses minutes : contre-passées, ou ajustées dans le"
    " mois ouvert si le leur est clos. Rien n’est effacé ; ce qui est juste s’atteste ensuite (rota"
    " attendance enter).",
    "Takes an entry back, and with it its half-day and its minutes: reversed, or adjusted in the open month"
    " where theirs is closed. Nothing is erased; what is right is then stated (rota attendance enter).",
)
_SEQ = Text(
    "Numéro de l’écriture dans le registre du poste.", "Number of the entry in the ledger of the post."
)
_REASON = Text("Pourquoi : un code, jamais un motif médical.", "Why: a code, never a medical reason.")
_DONE = Text(
    "Écriture {seq} de {post} reprise en {month} : {count} écriture(s) ({kind}).",
    "Entry {seq} of {post} taken back in {month}: {count} entry(ies) ({kind}).",
)


def command(session: Session) -> click.Command:
    """The command."""
    lang = session.lang
    params = [
        Argument("seq", _SEQ.say(lang), type=parameters.whole(lang, "SEQ", 1, 10**9), metavar="SEQ"),
        parameters.post(lang, required=True),
        parameters.seat(lang),
        Option(["--reason"], _REASON.say(lang), type=parameters.anything("CODE", lang), required=True),
        parameters.form(lang),
    ]
    return Command("correct", session, _ABOUT, params=params, run=_run)


def _run(session: Session, *, seq: int, post: str, seat: str, reason: str, format: str) -> int:  # noqa: A002
    with target.workspace(session) as found:
        drafts = reconciling.take_back(found, post, seq, seat, reason)
    if format == parameters.JSON:
        session.write_json({"entries": [_as_json(draft) for draft in drafts]})
        return 0
    kinds = ", ".join(sorted({draft.kind.value for draft in drafts}))
    session.say(_DONE, seq=seq, post=post, month=drafts[0].month, kind=kinds, count=len(drafts))
    return 0


def _as_json(draft: Draft) -> dict[str, object]:
    told = {"kind": draft.kind.value, "unit": draft.unit.value, "amount": draft.amount, "month": draft.month}
    return {**told, "debit": draft.debit, "credit": draft.credit, "corrects": draft.corrects_month or None}
