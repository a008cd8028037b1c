"""All posts of a month, a line each: how far the month is, what waits, what is still due to each site."""

from collections.abc import Iterator, Sequence

from textual.content import Content

from rota.explain import half_days
from rota.model.facts import PostId, SiteId
from rota.reconcile.completeness import Completeness
from rota.sites.faults import clean
from rota.words import Lang, Text
from tui.ledger_told import WIDE, Column, state_told, table_line
from tui.ledger_view import LedgerView

_BAR = 10


def columns_of(width: int) -> tuple[Column, ...]:
    """The columns of the overview."""
    wide = width >= WIDE
    return (
        Column(POST, 16 if wide else 14),
        *((Column(SPECIALTY, 0),) if wide else ()),
        Column(DONE, 16 if wide else 5, right=not wide),
        Column(ANSWERED, 8, right=True),
        *((Column(STATED, 8, right=True),) if wide else ()),
        Column(TO_DECIDE, 9, right=True),
        Column(DUE, 28 if wide else 26),
        Column(STATE, 22 if wide else 0),
    )


def drawn(view: LedgerView, posts: Sequence[PostId], lang: Lang, width: int) -> Iterator[Content]:
    """The header, then a line for each post."""
    columns = columns_of(width)
    yield table_line([(column.title.say(lang), "") for column in columns], columns, width)
    for post in posts:
        yield _line(view, post, lang, width)


def _line(view: LedgerView, post: PostId, lang: Lang, width: int) -> Content:
    wide, done, waiting = width >= WIDE, view.complete(post), len(view.waiting(post))
    state = state_told(view.months[post], view.month, lang)
    balance = view.balances.get(post)
    owed = (
        "".join(f"{clean(one.site)} {half_days(one.due)}".ljust(13) for one in balance.sites)
        if balance
        else ""
    )
    cells = [
        (clean(post), "bold"),
        *(((clean(view.problem.posts[post].specialty), ""),) if wide else ()),
        _done(done, lang, wide=wide),
        (f"{done.answered}/{done.planned}", ""),
        *(((f"{done.used}/{done.claims}", ""),) if wide else ()),
        (f"! {waiting}" if waiting else "0", "bold $rota-law" if waiting else "$rota-quiet"),
        (owed, ""),
        (state, ""),
    ]
    return table_line(cells, columns_of(width), width)


def _done(done: Completeness, lang: Lang, *, wide: bool) -> tuple[str, str]:
    """How much of what was to be answered is, as a bar too where there is room; nothing of nothing."""
    if not done.planned + done.claims:
        return "–", "$rota-quiet"
    percent = f"{done.percent} %" if lang is Lang.FR else f"{done.percent}%"
    filled = done.percent * _BAR // 100
    bar = f"{'█' * filled}{'░' * (_BAR - filled)} {percent}" if wide else percent
    return bar, "$success" if done.percent == 100 else "$rota-flag"


def totals_told(view: LedgerView, posts: Sequence[PostId], site: SiteId | None, lang: Lang) -> Content:
    """The month in two lines: how many posts stand where, and how much is answered."""
    closed = sum(view.month in view.months[post].closed for post in posts)
    proposed = sum(view.month in view.months[post].proposed for post in posts)
    waiting = sum(len(view.waiting(post)) for post in posts)
    answered = sum(view.complete(post).answered for post in posts)
    planned = sum(view.complete(post).planned for post in posts)
    told = TOTALS.say(
        lang, posts=len(posts), closed=closed, proposed=proposed, open=len(posts) - closed - proposed
    )
    counted = COUNTED.say(lang, answered=answered, planned=planned, waiting=waiting)
    where = ONLY.say(lang, site=clean(site)) if site else ""
    return Content(f"{told}{where}\n{counted}")


POST, SPECIALTY = Text("poste", "post"), Text("spécialité", "specialty")
DONE, ANSWERED = Text("fait", "done"), Text("réponses", "answers")
STATED, TO_DECIDE = Text("attestés", "stated"), Text("à décider", "to decide")
DUE, STATE = Text("reste dû (½ j)", "still due (½ d)"), Text("mois", "month")
TOTALS = Text(
    "{posts} poste(s) : {closed} clos, {proposed} proposé(s), {open} ouvert(s)",
    "{posts} post(s): {closed} closed, {proposed} proposed, {open} open",
)
ONLY = Text(" · site {site}", " · site {site}")
COUNTED = Text(
    "{answered} écriture(s) prévue(s) répondue(s) sur {planned} ; {waiting} écart(s) à décider",
    "{answered} of {planned} planned entries answered; {waiting} difference(s) to be decided",
)
