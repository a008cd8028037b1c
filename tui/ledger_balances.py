"""What an act changes in the balances, and how a balance stands, as text."""

from collections.abc import Sequence

from textual.content import Content

from rota.compliance.amounts import hours, percent
from rota.compliance.balance import Balance
from rota.explain import half_days
from rota.sites.faults import clean
from rota.words import Lang, Text
from rota.workspace.foreseeing import Moved
from tui.ledger_told import signed
from tui.ledger_view import LedgerView
from tui.ledger_words import (
    BALANCE,
    CARRIED,
    DEBT,
    DONE,
    EFFECT_TITLE,
    EFFECTS_MAX,
    LEAVE,
    MORE,
    NO_BALANCE,
    NO_EFFECT,
    OTHER,
    OWED,
    SHARE,
    SHARE_PERIODS,
    STILL_DUE,
    UNANSWERED,
    WORKED,
)

_FIGURE = 9


def effect_told(balances: Sequence[Moved], lang: Lang) -> Content:
    """What changes in the balances, site by site, as before → after."""
    moved = [one for one in balances if one.moves]
    if not moved:
        return Content.styled(NO_EFFECT.say(lang), "$rota-quiet")
    lines = [Content.styled(EFFECT_TITLE.say(lang), "bold")]
    shown = _both_sites(balances, moved)
    post, several = None, len({one.post for one in balances}) > 1
    for one in shown[:EFFECTS_MAX]:
        head = f"{clean(one.post)}\n" if one.post != post and several else ""
        post = one.post
        told = [
            f"{name.say(lang)} {half_days(before)} → {half_days(after)} ({signed(after - before)})"
            if before != after
            else f"{name.say(lang)} {half_days(before)}"
            for name, (before, after) in ((DONE, one.done), (LEAVE, one.leave), (STILL_DUE, one.due))
            if before or after
        ]
        lines.append(Content.assemble(head, f"  {clean(one.site):<7}", "   ".join(told)))
    if len(shown) > EFFECTS_MAX:
        lines.append(Content(MORE.say(lang, count=len(shown) - EFFECTS_MAX)))
    return Content("\n").join(lines)


def _both_sites(balances: Sequence[Moved], moved: Sequence[Moved]) -> list[Moved]:
    """Every site of the posts of which something moves: what stays is told as well."""
    posts = {one.post for one in moved}
    return [one for one in balances if one.post in posts]


def balance_told(balance: Balance | None, view: LedgerView, lang: Lang) -> Content:
    """The balance of a post, a line for each site; debts and shares under it."""
    if balance is None:
        return Content.styled(NO_BALANCE.say(lang), "$rota-quiet")
    sites = list(view.problem.sites)
    titles = (CARRIED, OWED, DONE, LEAVE, OTHER, STILL_DUE, WORKED)
    head = f"{BALANCE.say(lang):<12}" + "".join(f"{_short(one, lang):>{_FIGURE}}" for one in titles)
    lines = [Content.styled(head, "bold")]
    for one in balance.sites:
        figures = [half_days(part) for part in (one.carried, one.owed, one.done, one.leave, one.other)]
        told = "".join(f"{figure:>{_FIGURE}}" for figure in figures)
        lines.append(
            Content.assemble(
                (f"{clean(one.site)[:11]:<12}", f"bold $rota-site-{sites.index(one.site) % 6}"),
                told,
                (f"{half_days(one.due):>{_FIGURE}}", "bold"),
                (f"{hours(one.worked):>{_FIGURE}}", "$rota-quiet"),
            )
        )
    lines.append(Content(clean(" · ".join(_notes(balance, lang)))))
    return Content("\n").join(lines)


def _short(text: Text, lang: Lang) -> str:
    return text.say(lang)[: _FIGURE - 1]


def _notes(balance: Balance, lang: Lang) -> list[str]:
    """Shares, debts and what is not answered yet."""
    found = [
        SHARE.say(
            lang,
            site=one.site,
            share=percent(one.share, lang),
            minimum=percent(one.minimum, lang),
            period=SHARE_PERIODS[one.period].say(lang),
        )
        for one in balance.shares
        if one.period in SHARE_PERIODS
    ]
    found += [
        DEBT.say(lang, debtor=one.debtor, creditor=one.creditor, parts=half_days(one.parts))
        for one in balance.debts
    ]
    found += [UNANSWERED.say(lang, site=one.site, count=one.late) for one in balance.pending if one.late]
    return found
