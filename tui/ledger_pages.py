"""Pages of the ledger: a line and what stands behind it, what waits, what is missing, the whole balance."""

from collections.abc import Callable, Iterator, Sequence

from textual.content import Content

from rota.compliance.amounts import hours
from rota.compliance.balance import Balance
from rota.compliance.rows import Row as Figure
from rota.compliance.rows import rows as figures
from rota.compliance.telling import SECTIONS, figure, matters
from rota.explain import half_days
from rota.model.facts import PostId
from rota.reconcile import Difference
from rota.sites.faults import clean
from rota.words import Lang, Text, day_name
from rota.workspace.foreseeing import Moved
from tui.ledger_balances import effect_told
from tui.ledger_entries import code_told, difference_name, entries_of, entry_told
from tui.ledger_place import month_told
from tui.ledger_rows import Row, Standing
from tui.ledger_told import deciders_told, difference_told, named, slots_told
from tui.ledger_view import LedgerView
from tui.ledger_words import STANDINGS_LONG
from tui.pages import Entry, Page, ToAct, title

Act = Callable[[], None]


def act(text: Text, doing: Act, lang: Lang, more: Content | None = None) -> Entry:
    """Something that can be chosen on a page."""
    return Entry(Content.assemble(("→ ", "$accent"), text.say(lang)), ToAct(doing), more)


def said(text: str, style: str = "") -> Entry:
    """A line that is only read."""
    return Entry(Content.styled(clean(text), style) if style else Content(clean(text)))


def line_page(view: LedgerView, post: PostId, row: Row, acts: Sequence[tuple[Text, Act]], lang: Lang) -> Page:
    """A line: how it stands, what can be done, every entry behind it."""
    half = slots_told(row.slots, lang, short=False)
    name = " · ".join(part for part in (post, day_name(row.day, lang), half) if part)
    entries = [said(_line_told(view, row, lang), "bold")]
    if row.standing in STANDINGS_LONG:
        entries.append(said(STANDINGS_LONG[row.standing].say(lang)))
    for difference in row.differences:
        entries.append(Entry(difference_told(difference, lang)))
        entries += _consents_told(view, difference, lang)
    first = len(entries) if acts else 0
    entries += [act(text, doing, lang) for text, doing in acts]
    found = entries_of(row, view.ledgers[post])
    if found:
        entries.append(title(ENTRIES, lang))
        entries += [entry_told(entry, lang) for entry in found]
    return Page(name, tuple(entries), first=first)


def _line_told(view: LedgerView, row: Row, lang: Lang) -> str:
    what = named(row, view.problem, lang)
    where = f"{row.site} · {what}" if row.site else what
    line = row.line
    if line is None or row.site is None or row.standing is Standing.LEAVE:
        return where
    if line.pending:
        return f"{where} · {PLANNED.say(lang, parts=half_days(line.planned))}"
    both = BOTH.say(lang, planned=half_days(line.planned), actual=half_days(line.actual))
    minutes = f" · {hours(line.actual_minutes)}" if line.actual_minutes else ""
    return f"{where} · {both}{minutes}"


def _consents_told(view: LedgerView, difference: Difference, lang: Lang) -> Iterator[Entry]:
    for party, code in view.said.get(difference.id, {}).items():
        yield said(AGREED.say(lang, party=party, code=code_told(code, lang)), "$success")


def differences_page(
    view: LedgerView, posts: Sequence[PostId], decide: Callable[[Difference], Act], lang: Lang
) -> Page:
    """Every difference that waits for a decision, to choose from."""
    found = [each for post in posts for each in view.waiting(post)]
    entries = [
        Entry(Content(difference_name(each, lang)), ToAct(decide(each)), Content(deciders_told(each, lang)))
        for each in found
    ]
    if not entries:
        entries = [said(NO_DIFFERENCE.say(lang))]
    name = DIFFERENCES.say(lang, count=len(found), month=month_told(view.month, lang))
    return Page(name, tuple(entries))


def missing_page(
    view: LedgerView, posts: Sequence[PostId], to_day: Callable[[PostId, Row], Act], lang: Lang
) -> Page:
    """What is still missing, and from whom: statements by site, then decisions by party."""
    entries: list[Entry] = []
    awaited = [(post, row) for post in posts for row in view.rows(post) if row.standing is Standing.AWAITED]
    for site in dict.fromkeys(row.site for _, row in awaited):
        here = [(post, row) for post, row in awaited if row.site == site]
        entries.append(title(Text.same(SITE_STATES.say(lang, site=clean(site or ""), count=len(here))), lang))
        entries += [_awaited(view, post, row, to_day, lang) for post, row in here]
    waiting = [each for post in posts for each in view.waiting(post)]
    for party in dict.fromkeys(party for each in waiting for party in each.parties):
        mine = [each for each in waiting if party in each.parties and party not in view.said[each.id]]
        if mine:
            told = PARTY_DECIDES.say(lang, party=clean(party), count=len(mine))
            entries.append(title(Text.same(told), lang))
            entries += [said(each.text.say(lang)) for each in mine]
    if not entries:
        entries = [said(NOTHING_MISSING.say(lang), "$success")]
    return Page(MISSING.say(lang, month=month_told(view.month, lang)), tuple(entries))


def _awaited(
    view: LedgerView, post: PostId, row: Row, to_day: Callable[[PostId, Row], Act], lang: Lang
) -> Entry:
    half, what = slots_told(row.slots, lang, short=False), named(row, view.problem, lang)
    told = clean(f"{post} · {day_name(row.day, lang)} · {half} · {what}")
    return Entry(Content(told), ToAct(to_day(post, row)))


def balance_page(view: LedgerView, post: PostId, balance: Balance | None, lang: Lang) -> Page:
    """Every figure of the balance of a post, section by section."""
    if balance is None:
        return Page(clean(post), (said(NO_FIGURE.say(lang)),))
    found = [row for row in figures(balance) if matters(row)]
    entries: list[Entry] = []
    for section in dict.fromkeys(row.section for row in found):
        entries.append(title(SECTIONS.get(section, Text.same(section)), lang))
        entries += [_figure(row, lang) for row in found if row.section == section]
    name = BALANCE.say(lang, post=clean(post), month=month_told(view.month, lang))
    return Page(name, tuple(entries))


def _figure(row: Figure, lang: Lang) -> Entry:
    told, limit = figure(row, lang)
    against = AGAINST.say(lang, limit=limit) if limit else ""
    site, label = f"{clean(row.site):<7}", row.label.say(lang)
    return Entry(Content.assemble(site, (f"{told:>10} ", "bold"), f"{against:<14} ", clean(label)))


def effect_page(
    name: str, told: Sequence[Entry], balances: Sequence[Moved], acts: Sequence[Entry], lang: Lang
) -> Page:
    """What something would change, and then the choice of doing it."""
    entries = [*told, Entry(effect_told(balances, lang)), *acts]
    return Page(name, tuple(entries), first=len(entries) - len(acts) if acts else 0)


ENTRIES = Text("Écritures (jamais modifiées)", "Entries (never changed)")
PLANNED = Text("prévu {parts} demi-journée(s)", "planned {parts} half-day(s)")
BOTH = Text("prévu {planned}, compté {actual}", "planned {planned}, counted {actual}")
AGREED = Text("{party} a accepté : {code}", "{party} has agreed to: {code}")
DIFFERENCES = Text("Écarts à décider : {count} · {month}", "Differences to decide: {count} · {month}")
NO_DIFFERENCE = Text("Aucun écart n’attend de décision.", "No difference waits for a decision.")
MISSING = Text("Ce qui manque · {month}", "What is missing · {month}")
NOTHING_MISSING = Text("Rien ne manque : tout est attesté et décidé.", "Nothing: all is stated and decided.")
SITE_STATES = Text("{site} doit attester : {count}", "{site} has to state: {count}")
PARTY_DECIDES = Text("{party} doit décider : {count}", "{party} has to decide: {count}")
NO_FIGURE = Text("Aucun solde n’est connu pour ce mois.", "No balance is known for this month.")
BALANCE = Text("Solde de {post} · {month}", "Balance of {post} · {month}")
AGAINST = Text("sur {limit}", "of {limit}")
