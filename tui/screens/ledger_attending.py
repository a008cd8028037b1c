"""Attendance comes in: confirmed as planned, stated by hand; then what waits for nobody is counted."""

from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from textual.content import Content

from rota.ledger.writer import month_span
from rota.model.facts import PostId
from rota.reconcile import Choice, FaultyAttendance, Stated
from rota.words import Lang, Text
from rota.workspace import attending, reconciling
from rota.workspace.foreseeing import Foreseen, foresee
from rota.workspace.opened import Workspace
from rota.workspace.reconciling import Reconciled
from tui.ledger_balances import effect_told
from tui.ledger_confirming import Confirming, Extent
from tui.ledger_pages import act, effect_page, said
from tui.ledger_place import month_told
from tui.ledger_stating import Statement, fields_of, refused
from tui.ledger_view import LedgerView
from tui.pages import Page
from tui.screens.form import Form, FormScreen
from tui.screens.ledger_confirm import ConfirmScreen, exceptions_told
from tui.screens.ledger_lines import LedgerReading
from tui.widgets.form_fields import Mistakes
from tui.widgets.ledger_lines import LedgerLines


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What confirming has led to."""

    stated: int
    counted: Reconciled | None
    """None where it was only stated."""


class LedgerAttending(LedgerReading):
    """What a site states, and what is counted of it."""

    def confirm(self) -> None:
        """Choose what is confirmed as planned, with its exceptions."""
        post, view = self.post_here, self.view
        if view is None or post is None:
            self.house.tell(NO_POST, severity="warning")
            return
        day = self.row.day if self.row else _day_in(view)
        every = self.place.post is None
        begin = Confirming(post, day, Extent.MONTH if every else Extent.WEEK, every_post=every)
        self.app.push_screen(ConfirmScreen(view, begin), partial(self._effect_of, view))

    def _effect_of(self, view: LedgerView, asked: Confirming | None) -> None:
        self.query_one(LedgerLines).focus_lines()
        if asked is None:
            return
        posts = tuple(dict.fromkeys(unit.post for unit in asked.units(view)))
        self.foresee(
            lambda of: _confirm(of, view, asked, count=True),
            posts,
            lambda found: self.read(lambda lang: self._confirm_page(view, asked, found, lang)),
        )

    def _confirm_page(
        self, view: LedgerView, asked: Confirming, found: Foreseen[Confirmed], lang: Lang
    ) -> Page:
        done = found.answer
        told = [said(WILL_STATE.say(lang, count=done.stated, site=view.site))]
        told += [said(told_of, "$rota-flag") for told_of in exceptions_told(view, asked, lang)]
        if done.counted is not None:
            waiting = [each for each in done.counted.waiting if each.claimed]
            told.append(said(WILL_COUNT.say(lang, count=done.counted.resolved, waiting=len(waiting))))
        acts = [
            act(BOTH, lambda: self._do_confirm(view, asked, count=True), lang),
            act(STATE_ONLY, lambda: self._do_confirm(view, asked, count=False), lang),
        ]
        return effect_page(CONFIRM.say(lang), told, found.balances, acts, lang)

    def _do_confirm(self, view: LedgerView, asked: Confirming, *, count: bool) -> None:
        self.do(lambda shared: _confirm(shared.workspace, view, asked, count=count), self._confirmed)

    def _confirmed(self, done: Confirmed) -> None:
        if done.counted is None:
            self.house.tell(STATED, count=done.stated)
        else:
            self.house.tell(CONFIRMED, count=done.stated, counted=done.counted.resolved)

    def count(self) -> None:
        """What reconciling would write, then do it."""
        view, place, site = self.view, self.place, self.shared.site
        if view is None:
            return
        posts = (place.post,) if place.post else self.posts

        def verb(of: Workspace) -> Reconciled:
            return reconciling.apply(of, place.month, site, place.post)

        def page(found: Foreseen[Reconciled], lang: Lang) -> Page:
            done = found.answer
            waiting = [each for each in done.waiting if each.claimed and each.post in posts]
            told = [
                said(WILL_COUNT.say(lang, count=done.resolved, waiting=len(waiting))),
                said(ENTRIES.say(lang, count=done.entries)),
            ]
            acts = [
                act(COUNT_NOW, lambda: self.do(lambda shared: verb(shared.workspace), self._counted), lang)
            ]
            return effect_page(
                COUNT.say(lang, month=month_told(place.month, lang)), told, found.balances, acts, lang
            )

        def found(one: Foreseen[Reconciled]) -> None:
            if one.answer.entries:
                self.read(lambda lang: page(one, lang))
            else:
                self.house.tell(NOTHING_TO_COUNT)

        self.foresee(verb, posts, found)

    def _counted(self, done: Reconciled) -> None:
        self.house.tell(COUNTED, count=done.resolved, entries=done.entries)

    def enter(self) -> None:
        """State one half-day by a form."""
        view, post, row = self.view, self.post_here, self.row
        if view is None or post is None:
            self.house.tell(NO_POST, severity="warning")
            return
        day, slots = (row.day, row.slots) if row else (_day_in(view), ())
        asked = fields_of(view, post, day, slots)
        form = Form(
            name=f"ledger.enter {post} {day:%Y-%m-%d} {'+'.join(slots)}",
            title=ENTER,
            fields=asked.fields,
            make=asked.make,
            about=Text(ENTER_ABOUT.fr.format(site=view.site), ENTER_ABOUT.en.format(site=view.site)),
            effect=self._effect_of_statement,
            save=self._state,
        )
        self.app.push_screen(FormScreen(form), self._stated)

    def _effect_of_statement(self, statement: Statement, lang: Lang) -> Content:
        """What it would change once it is counted, and what would have to be decided."""
        shared, month = self.shared.fresh(), f"{statement.stated.day:%Y-%m}"

        def verb(of: Workspace) -> tuple[int, Reconciled]:
            count = _state(of, shared.site, statement.post, statement.stated)
            return count, reconciling.apply(of, month, shared.site, statement.post)

        found = foresee(shared.workspace, verb, month, [statement.post])
        count, done = found.answer
        day = statement.stated.day
        waiting = [each for each in done.waiting if each.day == day and each.post == statement.post]
        lines = [
            Content((WILL_BE_STATED if count else SAME).say(lang, **({"count": count} if count else {})))
        ]
        lines += [Content.styled(each.text.say(lang), "$rota-flag") for each in waiting if each.claimed]
        lines.append(effect_told(found.balances, lang))
        return Content("\n").join(lines)

    def _state(self, statement: Statement) -> int:
        shared = self.shared.fresh()
        return _state(shared.workspace, shared.site, statement.post, statement.stated)

    def _stated(self, count: int | None) -> None:
        self.query_one(LedgerLines).focus_lines()
        if count is None:
            return
        if count:
            self.house.tell(STATED, count=count)
        else:
            self.house.tell(SAME)
        self.reload()


def _confirm(workspace: Workspace, view: LedgerView, asked: Confirming, *, count: bool) -> Confirmed:
    post = None if asked.every_post else asked.post
    exceptions = asked.exceptions(view)
    stated = attending.confirm_days(workspace, view.site, asked.span(view), post, exceptions)
    if not count:
        return Confirmed(stated, None)
    counted = reconciling.apply(workspace, view.month, view.site, post)
    kept = [each for each in counted.waiting if each.parties == (view.site,) and asked.excepts(each)]
    for each in kept:
        reconciling.settle(workspace, each.id, Choice.AS_CLAIMED, view.site)
    left = tuple(each for each in counted.differences if each not in kept)
    return Confirmed(stated, replace(counted, differences=left, resolved=counted.resolved + len(kept)))


def _state(workspace: Workspace, site: str, post: PostId, stated: Stated) -> int:
    try:
        return attending.state(workspace, site, post, stated)
    except FaultyAttendance as error:
        raise Mistakes({"": refused(error)}) from error


def _day_in(view: LedgerView) -> date:
    """The present day, or the last one of a month that is over."""
    month = f"{view.today:%Y-%m}"
    if view.month == month:
        return view.today
    span = month_span(view.month)
    return span.last if view.today > span.last else span.first


NO_POST = Text("Choisir d’abord un poste.", "Choose a post first.")
CONFIRM = Text("Confirmer comme prévu : ce qui changera", "Confirm as planned: what will change")
WILL_STATE = Text(
    "{count} attestation(s) de {site} seront ajoutées.", "{count} statement(s) of {site} will be added."
)
WILL_COUNT = Text(
    "{count} demi-journée(s) ou garde(s) seront réglées ; {waiting} écart(s) resteront à décider.",
    "{count} half-day(s) or duty(ies) will be settled; {waiting} difference(s) will be left to decide.",
)
BOTH = Text(
    "Confirmer, retenir ces exceptions, et compter ce qui n’attend personne",
    "Confirm, keep these exceptions, and count what waits for nobody",
)
STATE_ONLY = Text("Confirmer seulement ; ne rien compter", "Confirm only; count nothing")
STATED = Text("{count} attestation(s) ajoutée(s).", "{count} statement(s) added.")
CONFIRMED = Text(
    "{count} attestation(s) ajoutée(s), {counted} demi-journée(s) ou garde(s) réglée(s).",
    "{count} statement(s) added, {counted} half-day(s) or duty(ies) settled.",
)
COUNT = Text("Compter ce qui est attesté · {month}", "Count what is stated · {month}")
ENTRIES = Text("{count} écriture(s) seront ajoutées au registre.", "{count} entry(ies) will be added.")
COUNT_NOW = Text("Compter", "Count")
COUNTED = Text(
    "{count} demi-journée(s) ou garde(s) réglée(s), {entries} écriture(s) ajoutée(s).",
    "{count} half-day(s) or duty(ies) settled, {entries} entry(ies) added.",
)
NOTHING_TO_COUNT = Text(
    "Rien de plus à compter : le reste attend une attestation ou une décision.",
    "Nothing more to count: the rest waits for a statement or a decision.",
)
ENTER = Text("Attester une demi-journée ou une garde", "State a half-day or a duty")
ENTER_ABOUT = Text(
    "Au nom de {site}. Une attestation plus récente remplace l’ancienne ; « retirée » la retire.",
    "For {site}. A later statement stands in place of the earlier; “withdrawn” takes it back.",
)
WILL_BE_STATED = Text("{count} attestation(s) seront ajoutées.", "{count} statement(s) will be added.")
SAME = Text("C’est déjà attesté : rien n’est ajouté.", "It is stated already: nothing is added.")
