"""The entries behind a line of the ledger, each with its author, its day and its place in the chain."""

from collections.abc import Sequence

from textual.content import Content

from rota.compliance.amounts import hours
from rota.explain import half_days
from rota.ledger.entry import STATEMENTS, Entry, EntryKind, LedgerUnit
from rota.reconcile import Choice, Difference, Status
from rota.sites.faults import clean
from rota.words import Lang, Text
from tui.ledger_rows import Row
from tui.ledger_stating import STATED
from tui.pages import Entry as Line


def entries_of(row: Row, entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Everything the ledger holds about a line: plans, counts, what answers them, statements, consents."""
    seqs = set(row.line.seqs if row.line else ())
    seqs |= {seq for each in row.differences for claim in each.claimed for seq in claim.seqs}
    consents = tuple(f"{kind}:{each.id}:" for each in row.differences for kind in ("consent", "settled"))
    return tuple(
        entry
        for entry in entries
        if entry.seq in seqs
        or entry.draft.ref in seqs
        or (bool(consents) and entry.draft.source.startswith(consents))
        or _states(entry, row)
    )


def _states(entry: Entry, row: Row) -> bool:
    """Whether an entry states something of the half-days of a line."""
    draft = entry.draft
    same = draft.kind is EntryKind.CLAIM and draft.worked_on == row.day
    return same and not set(draft.slots).isdisjoint(row.slots)


def entry_told(entry: Entry, lang: Lang) -> Line:
    """One entry in a line; all of it while it is highlighted."""
    draft = entry.draft
    kind = KINDS[draft.kind].say(lang)
    if draft.kind is EntryKind.CLAIM and draft.what in {"consent", "settled"}:
        amount = code_told(draft.reason, lang)
        kind = CONSENT.say(lang)
    elif draft.kind is EntryKind.CLAIM:
        status, _, by = draft.reason.partition(":")
        kind = STATED[Status(status)].say(lang) if status in Status.__members__.values() else kind
        amount = by or _amount(entry)
    elif draft.kind in STATEMENTS:
        amount = ""
    else:
        amount = _amount(entry)
    told = Content.assemble(
        (f"{entry.seq:>5}  ", "$rota-quiet"),
        f"{clean(kind):<16} {clean(amount):>8}  ",
        clean(f"{draft.author_site:<5} {entry.recorded_at:%d/%m/%Y %H:%M}  "),
        (entry.hash.hex()[:DIGITS], "$rota-quiet"),
    )
    return Line(told, more=_whole(entry, lang))


def _amount(entry: Entry) -> str:
    draft = entry.draft
    return hours(draft.amount) if draft.unit is LedgerUnit.MINUTE else half_days(draft.amount)


def _whole(entry: Entry, lang: Lang) -> Content:
    draft = entry.draft
    moves = f"{draft.debit} → {draft.credit}" if draft.debit else ""
    facts = (
        (MOVES, moves),
        (REASON, draft.reason),
        (SOURCE, draft.source),
        (ANSWERS, str(draft.ref or "")),
        (AUTHOR, f"{draft.author}, {draft.author_site}, {entry.recorded_at:%Y-%m-%d %H:%M:%S} UTC"),
        (HASH, entry.hash.hex()),
        (PREVIOUS, entry.prev.hex()),
    )
    lines = [f"{name.say(lang)} : {value}" if lang is Lang.FR else f"{name.say(lang)}: {value}"
             for name, value in facts if value]  # fmt: skip
    return Content("\n".join(clean(line) for line in lines))


def code_told(code: str, lang: Lang) -> str:
    """What a consent agrees to: ``compter ce qui est attesté``, ``partager : CH 1``."""
    name, _, parts = code.partition(":")
    if name not in Choice.__members__.values():
        return code
    return choice_told(Choice(name), _parts(parts), lang)


def choice_told(choice: Choice, parts: Sequence[tuple[str, int]], lang: Lang) -> str:
    """A decision in words."""
    told = CHOICES[choice].say(lang)
    shares = ", ".join(f"{site} {half_days(amount)}" for site, amount in parts)
    return f"{told} {shares}" if shares else told


def _parts(told: str) -> list[tuple[str, int]]:
    pairs = (each.partition("=") for each in told.split("+") if each)
    return [(site, int(amount)) for site, _, amount in pairs if amount.isascii() and amount.isdigit()]


def difference_name(difference: Difference, lang: Lang) -> str:
    """A difference in one line."""
    return clean(difference.text.say(lang))


DIGITS = 12
"""Of a hash, in a line; the whole of it is told below."""
CONSENT = Text("accord", "consent")
CHOICES = {
    Choice.AS_CLAIMED: Text("compter ce qui est attesté", "count what is stated"),
    Choice.AS_PLANNED: Text("compter ce qui était prévu", "count what was planned"),
    Choice.NOT_DONE: Text("ne rien compter", "count nothing"),
    Choice.SHARED: Text("partager :", "share:"),
}
KINDS = {
    EntryKind.OPEN: Text("ouverture", "opening"),
    EntryKind.PLAN: Text("prévu", "planned"),
    EntryKind.CLAIM: Text("attesté", "stated"),
    EntryKind.POST: Text("compté", "counted"),
    EntryKind.VOID: Text("non fait", "not done"),
    EntryKind.DIRECT: Text("écrit directement", "written directly"),
    EntryKind.REVERSE: Text("contre-passé", "reversed"),
    EntryKind.ADJUST: Text("ajusté", "adjusted"),
    EntryKind.PROPOSE_CLOSE: Text("clôture proposée", "close proposed"),
    EntryKind.SIGN_CLOSE: Text("clôture signée", "close signed"),
    EntryKind.PROPOSE_REOPEN: Text("rouvrir : demandé", "reopen asked"),
    EntryKind.SIGN_REOPEN: Text("rouvert", "reopened"),
}
MOVES, REASON, SOURCE = Text("Mouvement", "Moves"), Text("Code", "Code"), Text("Source", "Source")
ANSWERS, AUTHOR = Text("Répond à l’écriture", "Answers entry"), Text("Auteur", "Author")
HASH, PREVIOUS = Text("Empreinte", "Hash"), Text("Empreinte précédente", "Previous hash")
