"""One month of one post, lived in the ledger: the figures of the pages about it come from here.

``python -m tests.ledger.worked`` writes them anew into both pages, between their marks.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

from rota.ledger import absences, attendance, callouts, closing, opening, publishing
from rota.ledger import accounts as a
from rota.ledger.book import Book, fold
from rota.ledger.entry import Entry, EntryKind, LedgerUnit
from rota.ledger.rights import KINDS
from rota.model.calendar import HALF_DAYS, Slot, month_of
from rota.model.facts import AbsenceKind, SiteId
from rota.model.plan import Plan
from rota.words import Lang, Text
from tests import builders as b
from tests.ledger import answers
from tests.ledger.given import Ledger, away, half_day, night, on_call, problem

DOCS = Path(__file__).parents[2] / "docs"
PAGES = {Lang.EN: DOCS / "ledger.md", Lang.FR: DOCS / "ledger.fr.md"}
DECEMBER, MONTH = month_of(date(2026, 12, 1)), "2026-12"
LEAVE = away(date(2026, 12, 21), date(2026, 12, 23))
NIGHT, REST, CALL = date(2026, 12, 16), date(2026, 12, 17), date(2026, 12, 10)
MOVED, EXTRA = date(2026, 12, 8), date(2026, 12, 19)
SITES = (b.CH, b.CHU)
LEAVE_WORDS = {
    AbsenceKind.ANNUAL: Text("congé annuel 2026", "annual leave 2026"),
    AbsenceKind.RTT: Text("RTT 2026", "RTT 2026"),
    AbsenceKind.TRAINING: Text("formation 2026", "training 2026"),
}


def month() -> tuple[Ledger, Ledger]:
    """The month lived and closed; and as it was just opened."""
    of = problem(LEAVE)
    opened, ledger = Ledger(of), Ledger(of)
    for each in (opened, ledger):
        each.write(opening.open_month(each.ch, of, each.entries, "2026-11"))
        each.write(opening.open_month(each.ch, of, each.entries, MONTH))
    days = [day for day in DECEMBER if day.weekday() < 5 and day != date(2026, 12, 25) and day != REST]
    days = [day for day in days if not LEAVE.first <= day <= LEAVE.last]
    tasks = [half_day(of, day, slot, site_of(day)) for day in days for slot in HALF_DAYS]
    tasks += [night(of, NIGHT), on_call(of, CALL, Slot.NIGHT)]
    plan = Plan.of(DECEMBER, [task.placement for task in tasks])
    ledger.write(publishing.publish(ledger.ch, of, plan, 1, ledger.entries))
    moved = half_day(of, MOVED, Slot.PM, b.CHU)
    ledger.write(answers.elsewhere(ledger.chu, of, ledger.entries, moved))
    pending = fold(ledger.entries).pending
    ledger.write([attendance.post(ledger.ch, seq, planned) for seq, planned in pending.items()])
    ledger.write(answers.direct(ledger.chu, of, half_day(of, EXTRA, Slot.AM, b.CHU)))
    ledger.write(callouts.record(ledger.chu, of, ledger.entries, on_call(of, CALL, Slot.NIGHT), [190, 45]))
    ledger.write(absences.record(ledger.ch, of, ledger.entries, LEAVE))
    ledger.write(closing.propose(ledger.ch, MONTH, ledger.entries))
    ledger.write(closing.sign(ledger.chu, MONTH, ledger.entries))
    return ledger, opened


def site_of(day: date) -> SiteId:
    """Monday to Wednesday at the CH, Thursday and Friday at the CHU."""
    return b.CH if day.weekday() < 3 else b.CHU


def halves(parts: int, lang: Lang) -> str:
    """60ths as half-days: ``26,4`` or ``26.4``."""
    told = f"{parts / 60:.2f}".rstrip("0").rstrip(".").replace("-", "−")
    return told.replace(".", ",") if lang is Lang.FR else told


def table(lang: Lang, rows: Sequence[tuple[str, Mapping[SiteId, int]]]) -> str:
    """Rows of half-days by site, with their sum."""
    head = ["", *SITES, "total"]
    lines = [f"| {' | '.join(head)} |", "|---|---:|---:|---:|"]
    for name, by_site in rows:
        cells = [halves(by_site.get(site, 0), lang) for site in SITES]
        lines.append(f"| {name} | {' | '.join(cells)} | {halves(sum(by_site.values()), lang)} |")
    return "\n".join(lines)


def by_site(book: Book, account: Callable[[SiteId], a.Account]) -> dict[SiteId, int]:
    """The balance of an account for each site."""
    return {site: book.balance(account(site)) for site in SITES}


def opening_table(lang: Lang) -> str:
    """What the opening of December puts on the sites, and the rights of the year."""
    _, opened = month()
    december = fold(opened.entries, months=frozenset({MONTH}))
    rows = [(Text("service dû", "service owed").say(lang), by_site(december, a.due))]
    whole = fold(opened.entries)
    for kind in KINDS:
        rights = {site: whole.balance(a.right(kind, 2026, site)) for site in SITES}
        rows.append((LEAVE_WORDS[kind].say(lang), rights))
    return table(lang, rows)


def done_table(lang: Lang) -> str:
    """What December holds, line by line."""
    ledger, _ = month()
    rows: list[tuple[Text, Callable[[Entry], bool]]] = [
        (Text("demi-journées confirmées", "half-days posted"), lambda e: _posted(e, at_night=False)),
        (Text("nuit de garde", "night on site"), lambda e: _posted(e, at_night=True)),
        (Text("faite à l’autre site", "done at the other site"), lambda e: _direct(e, attendance.OTHER_SITE)),
        (Text("non prévue", "not planned"), lambda e: _direct(e, "unplanned")),
        (Text("déplacement en astreinte", "call-out"), lambda e: e.draft.source.startswith(callouts.CALLED)),
    ]
    told = [(name.say(lang), _done(ledger, keep)) for name, keep in rows]
    told.append((f"**{Text('fait', 'done').say(lang)}**", _done(ledger, lambda _: True)))
    return table(lang, told)


def _posted(entry: Entry, *, at_night: bool) -> bool:
    return entry.draft.kind is EntryKind.POST and (Slot.NIGHT in entry.draft.slots) == at_night


def _direct(entry: Entry, reason: str) -> bool:
    return entry.draft.kind is EntryKind.DIRECT and entry.draft.reason == reason


def _done(ledger: Ledger, keep: Callable[[Entry], bool]) -> dict[SiteId, int]:
    entries = [e for e in ledger.entries if keep(e) and e.draft.unit is LedgerUnit.HALF_DAY_60]
    return by_site(fold(entries, months=frozenset({MONTH})), a.done)


def balances_table(lang: Lang) -> str:
    """What December leaves."""
    ledger, _ = month()
    book = fold(ledger.entries, months=frozenset({MONTH}))
    rows = [
        (Text("service dû", "service owed"), {s: _opened(ledger, s) for s in SITES}),
        (Text("fait", "done"), by_site(book, a.done)),
        (Text("congés", "leave"), by_site(book, a.leave)),
        (Text("**reste dû**", "**still owed**"), by_site(book, a.due)),
    ]
    left = by_site(fold(ledger.entries), lambda site: a.right(AbsenceKind.ANNUAL, 2026, site))
    rows.append((Text("congé annuel 2026 restant", "annual leave 2026 left"), left))
    return table(lang, [(name.say(lang), values) for name, values in rows])


def _opened(ledger: Ledger, site: SiteId) -> int:
    opens = [e for e in ledger.entries if e.draft.kind is EntryKind.OPEN]
    return fold(opens, months=frozenset({MONTH})).balance(a.due(site))


def rows_table(lang: Lang) -> str:
    """A few entries, as they stand."""
    ledger, _ = month()
    moved = [e for e in ledger.entries if e.draft.worked_on == MOVED and e.draft.slots == (Slot.PM,)]
    entries = [*moved, *(e for e in ledger.entries if e.draft.worked_on == EXTRA)]
    head = Text(
        "| n° | genre | jour | débit → crédit | montant |", "| no. | kind | day | debit → credit | amount |"
    )
    lines = [head.say(lang), "|---:|---|---|---|---:|"]
    for entry in entries:
        draft = entry.draft
        unit = "60" if draft.unit is LedgerUnit.HALF_DAY_60 else "min"
        amount = f"{draft.amount}/60" if unit == "60" else f"{draft.amount} min"
        what = f"`{draft.kind.value}`"
        lines.append(
            f"| {entry.seq} | {what} | {draft.worked_on} | `{draft.debit}` → `{draft.credit}` | {amount} |"
        )
    return "\n".join(lines)


def sentences(lang: Lang) -> str:
    """The share of the month, and what the sheet says."""
    ledger, _ = month()
    book = fold(ledger.entries, months=frozenset({MONTH}))
    had = {site: book.balance(a.done(site)) + book.balance(a.leave(site)) for site in SITES}
    percent = f"{100 * had[b.CH] / sum(had.values()):.1f}"
    waiting = callouts.waiting(ledger.entries, month_of(CALL))
    last = ledger.entries[-1]
    text = Text(
        "Part du CH en décembre : {ch} / {all} = **{percent} %**, pour 60 % convenus.\n"
        "Temps de déplacement en attente : {minutes} min.\n"
        "Feuille de décembre : écriture **{seq}**, tête **`{head}`**.",
        "Share of the CH in December: {ch} / {all} = **{percent} %**, for 60 % agreed.\n"
        "Call-out time waiting: {minutes} min.\n"
        "Sheet of December: entry **{seq}**, head **`{head}`**.",
    )
    return text.say(
        lang,
        ch=halves(had[b.CH], lang),
        all=halves(sum(had.values()), lang),
        percent=percent.replace(".", ",") if lang is Lang.FR else percent,
        minutes=waiting,
        seq=last.seq,
        head=last.hash.hex()[:16],
    )


BLOCKS: Mapping[str, Callable[[Lang], str]] = {
    "opening": opening_table,
    "rows": rows_table,
    "done": done_table,
    "balances": balances_table,
    "sheet": sentences,
}


def written(page: str, lang: Lang) -> str:
    """A page with its figures written anew."""
    for name, block in BLOCKS.items():
        mark = f"<!-- {name}: from the code -->\n"
        before, rest = page.split(mark)
        after = rest[rest.index("<!-- end -->") :]
        page = f"{before}{mark}{block(lang)}\n{after}"
    return page


def main() -> None:
    """Write the figures into both pages."""
    for lang, path in PAGES.items():
        path.write_text(written(path.read_text(encoding="utf-8"), lang), encoding="utf-8")


if __name__ == "__main__":
    main()
