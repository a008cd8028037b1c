"""Months are closed by two signatures and opened again by two: conditions, the sheet, the reason."""

from collections.abc import Iterator, Sequence
from functools import partial

from rota.errors import UserError
from rota.ledger.closing import Objection
from rota.ledger.conditions import Condition
from rota.ledger.entry import Draft
from rota.model.facts import PostId
from rota.sites.faults import clean
from rota.words import Lang, Text
from rota.workspace import closing
from rota.workspace.closing import Closing
from rota.workspace.foreseeing import Foreseen
from tui.ledger_closing import CONDITIONS, STEPS, WHAT_TO_DO, sheet_told
from tui.ledger_pages import Act, act, said
from tui.ledger_place import month_told
from tui.pages import Entry, Page, title
from tui.screens.form import Form, FormScreen
from tui.screens.ledger_attending import LedgerAttending
from tui.screens.ledger_deciding import LedgerDeciding
from tui.widgets import form_fields as f
from tui.widgets.ledger_lines import LedgerLines


class LedgerClosing(LedgerDeciding, LedgerAttending):
    """The end of a month."""

    def close(self) -> None:
        """The conditions of the post, or of every post of the site; then the signature."""
        month, site, post = self.place.month, self.shared.site, self.place.post
        posts = (post,) if post else self.posts

        def found(one: Foreseen[tuple[Closing, ...]]) -> None:
            self.read(lambda lang: self._close_page(one.answer, lang))

        self.foresee(lambda of: closing.close(of, month, site, post), posts, found)

    def _close_page(self, found: Sequence[Closing], lang: Lang) -> Page:
        month = month_told(self.place.month, lang)
        ready = [one for one in found if one.step in {"proposed", "signed"} and one.conditions]
        entries: list[Entry] = []
        if ready:
            signing = any(one.step == "signed" for one in ready)
            text = Text(*((SIGN if signing else PROPOSE).say(each, **self._of(ready)) for each in Lang))
            entries.append(act(text, partial(self._sign, [one.post for one in ready]), lang))
        for one in found:
            entries += self._closing_told(one, ready=one in ready, lang=lang)
        first = 0 if ready else min(1, len(entries) - 1)
        return Page(CLOSE.say(lang, month=month, site=clean(self.shared.site)), tuple(entries), first=first)

    def _of(self, ready: Sequence[Closing]) -> dict[str, object]:
        return {"site": clean(self.shared.site), "count": len(ready)}

    def _closing_told(self, one: Closing, *, ready: bool, lang: Lang) -> Iterator[Entry]:
        """A post: each condition with what to do where it does not hold; the sheet where there is one."""
        step = READY if ready else STEPS[one.step]
        yield title(Text.same(f"{clean(one.post)} · {step.say(lang)}"), lang)
        for checked in one.conditions:
            told = CONDITIONS[checked.condition].say(lang)
            if checked.holds:
                yield said(f"✓ {told}", "$success")
            else:
                yield said(f"✗ {told} ({checked.text.say(lang)})", "bold $rota-law")
                yield act(WHAT_TO_DO[checked.condition], self._remedy(checked.condition, one.post), lang)
        if one.why is not None:
            yield said(one.why.say(lang), "$rota-flag")
        if one.sheet is not None and not ready:
            yield from sheet_told(one.sheet, lang)
        if one.step == "closed" and one.post == self.place.post:
            yield act(REOPEN, self.reopen, lang)

    def _remedy(self, condition: Condition, post: PostId) -> Act:
        """What leads to the lines that stand in the way."""

        def to_post(then: Act) -> Act:
            def go() -> None:
                self.look_at(post)
                then()

            return go

        return {
            Condition.NO_PENDING: to_post(self.missing),
            Condition.NO_CONTRADICTION: to_post(self.all_differences),
            Condition.CLEARED: to_post(self.balance),
            Condition.COMPLETE: to_post(self._decide_or_count),
            Condition.CHAIN: to_post(lambda: None),
        }[condition]

    def _decide_or_count(self) -> None:
        """What stands in the way of counting what is stated, else count it."""
        post, view = self.place.post, self.view
        if post is not None and view is not None and view.waiting(post):
            self.all_differences()
        else:
            self.count()

    def look_at(self, post: PostId) -> None:
        """Go to a post."""
        raise NotImplementedError

    def balance(self) -> None:
        """The whole balance of the post."""
        raise NotImplementedError

    def _sign(self, posts: Sequence[PostId]) -> None:
        month = self.place.month
        self.do(
            lambda shared: tuple(
                one for post in posts for one in closing.close(shared.workspace, month, shared.site, post)
            ),
            self._signed,
        )

    def _signed(self, done: tuple[Closing, ...]) -> None:
        signed = sum(one.step == "signed" for one in done)
        proposed = sum(one.step == "proposed" for one in done)
        if signed:
            self.house.tell(SIGNED, count=signed)
        if proposed:
            self.house.tell(PROPOSED, count=proposed)
        for one in done:
            if one.step == "refused":
                self.house.tell(REFUSED, severity="warning", post=clean(one.post))
        self.read(lambda lang: sheets_page(done, lang))

    def reopen(self) -> None:
        """Ask to open a closed month again, or agree to it; a reason is written."""
        post, month, site, view = self.post_here, self.place.month, self.shared.site, self.view
        if post is None or view is None:
            return
        months = view.months[post]
        if month not in months.closed:
            self.house.tell(NOT_CLOSED, severity="warning")
            return
        asked = months.reopening.get(month)
        reason = f.text("reason", REASON, hint=REASON_HINT)
        about = Text(*(self._reopen_about(asked.site if asked else "").say(lang) for lang in Lang))

        def save(code: str) -> tuple[Draft | Objection, bool]:
            done = closing.reopen(self.shared.fresh().workspace, month, site, post, code)
            if isinstance(done[0], Objection):
                raise UserError(done[0].told())
            return done

        form = Form(
            name=f"ledger.reopen {post} {month}",
            title=REOPEN,
            fields=(reason,),
            make=lambda answers: answers[reason],
            about=about,
            save=save,
        )
        self.app.push_screen(FormScreen(form), self._reopened)

    def _reopen_about(self, asked_by: str) -> Text:
        if not asked_by:
            return REOPEN_ABOUT
        return Text(*(ASKED_BY.say(lang, site=clean(asked_by)) for lang in Lang))

    def _reopened(self, done: tuple[Draft | Objection, bool] | None) -> None:
        self.query_one(LedgerLines).focus_lines()
        if done is not None:
            self.house.tell(IS_OPEN if done[1] else ASKED)
            self.reload()


def sheets_page(done: Sequence[Closing], lang: Lang) -> Page:
    """The sheets that both hospitals keep."""
    entries = [
        entry
        for one in done
        if one.sheet is not None
        for entry in (title(Text.same(clean(one.post)), lang), *sheet_told(one.sheet, lang))
    ]
    return Page(SHEETS.say(lang), tuple(entries))


CLOSE = Text("Clore {month} au nom de {site}", "Close {month} for {site}")
PROPOSE = Text(
    "Signer pour {site} et proposer la clôture à l’autre site ({count} poste(s))",
    "Sign for {site} and propose to the other site to close ({count} post(s))",
)
SIGN = Text(
    "Signer pour {site} : le mois sera clos ({count} poste(s))",
    "Sign for {site}: the month will be closed ({count} post(s))",
)
READY = Text("prêt à être signé", "ready to be signed")
SIGNED = Text(
    "Mois clos par deux signatures : {count} poste(s).", "Month closed by two signatures: {count} post(s)."
)
PROPOSED = Text(
    "Clôture proposée pour {count} poste(s) : à l’autre site de signer.",
    "Closing proposed for {count} post(s): the other site is to sign.",
)
REFUSED = Text("{post} n’a pas pu être clos.", "{post} could not be closed.")
SHEETS = Text("Feuilles à garder par les deux hôpitaux", "Sheets that both hospitals keep")
NOT_CLOSED = Text("Ce mois n’est pas clos.", "This month is not closed.")
REASON = Text("Raison (un code)", "Reason (a code)")
REASON_HINT = Text(
    "Lettres sans accent, chiffres, tirets : erreur-de-saisie ; jamais un motif médical",
    "Plain lower-case letters, digits, hyphens: data-entry; never a medical reason",
)
REOPEN = Text("Rouvrir le mois", "Open the month again")
REOPEN_ABOUT = Text(
    "Il faut les deux sites : le vôtre demande, l’autre accepte. La clôture reste dans le registre.",
    "It takes both sites: yours asks, the other agrees. The closing stays in the ledger.",
)
ASKED_BY = Text(
    "{site} a demandé la réouverture ; en l’acceptant, vous rouvrez le mois.",
    "{site} has asked to open it again; by agreeing you open the month.",
)
ASKED = Text(
    "Réouverture demandée ; à l’autre site de l’accepter.", "Reopening asked; the other site is to agree."
)
IS_OPEN = Text("Le mois est rouvert.", "The month is open again.")
