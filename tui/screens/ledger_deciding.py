"""Differences and contradictions, decided by those they concern: each choice is shown with its effect."""

from functools import partial

from textual.content import Content

from rota.reconcile import Choice, Difference
from rota.reconcile.worked import Judgement
from rota.sites.faults import clean
from rota.words import Lang, Text
from rota.workspace.reconciling import Settled
from tui.ledger_balances import effect_told
from tui.ledger_entries import choice_told, code_told, entries_of, entry_told
from tui.ledger_pages import act, said
from tui.ledger_rows import Row, Standing
from tui.ledger_settling import Deciding, Option, agree, deciding, foreseen, parties_of
from tui.ledger_told import difference_told
from tui.pages import Entry, Page, ToAct, title
from tui.screens.form import Form, FormScreen
from tui.screens.ledger_lines import LedgerReading
from tui.sentences import finding_told
from tui.widgets import form_fields as f
from tui.widgets.form_fields import Answers
from tui.widgets.ledger_lines import LedgerLines


class LedgerDeciding(LedgerReading):
    """What becomes of a difference."""

    def settle(self) -> None:
        """Decide what becomes of the difference of the line."""
        row = self.row
        if self.place.post is None:
            self.all_differences()
        elif row is None or row.difference is None or not row.open:
            self.house.tell(NO_DIFFERENCE, severity="warning")
        else:
            self.decide(row.difference)

    def decide(self, difference: Difference) -> None:
        """Each choice with its effect, worked out beside the keyboard; one is chosen on a page."""
        workspace, site, view = self.shared.fresh().workspace, self.shared.site, self.view
        if view is None:
            return
        entries = [entry for of_post in view.ledgers.values() for entry in of_post]
        self._title(busy=True)

        def found(one: Deciding) -> None:
            self._title()
            if self.app.screen is self:
                self.read(lambda lang: self._choices_page(one, lang))

        self.beside(
            lambda: deciding(workspace, difference, entries, site),
            found,
            "foreseeing",
            self._refused,
            opens=True,
        )

    def _choices_page(self, one: Deciding, lang: Lang) -> Page:
        difference = one.difference
        entries = [Entry(difference_told(difference, lang))]
        entries += [
            said(AGREED.say(lang, party=party, code=code_told(code, lang)), "$success")
            for party, code in one.said.items()
        ]
        parties = parties_of(difference, self.shared.site)
        if not parties:
            told = NOT_YOURS.say(lang, site=self.shared.site, parties=", ".join(difference.parties))
            entries.append(said(told, "$rota-flag"))
        first = len(entries)
        for option in one.options:
            for party in parties or ("",):
                entries.append(self._option(one, option, party, lang))
        if any(option.choice is Choice.SHARED for option in one.options) and parties:
            entries.append(act(OTHER_SHARE, partial(self._share, one, parties[0]), lang))
        entries.append(title(BEHIND, lang))
        assert self.view is not None, "a difference was shown"
        row = Row(difference.day, difference.slots, difference.site, "", Standing.DECIDE, None, (difference,))
        behind = entries_of(row, self.view.ledgers[difference.post])
        entries += [entry_told(entry, lang) for entry in behind]
        return Page(DECISION.say(lang), tuple(entries), first=first)

    def _option(self, one: Deciding, option: Option, party: str, lang: Lang) -> Entry:
        """A choice in the name of a party, told with what it would change once all have agreed."""
        told = choice_told(option.choice, sorted(option.parts.items()), lang)
        doctors = party in one.difference.parties and party != self.shared.site
        name = f"{CONSENT_OF.say(lang, party=party)} {told}" if doctors else told[:1].upper() + told[1:]
        more = self._effect(option, lang)
        if option.refused is not None or not party:
            return Entry(Content.styled(f"  {clean(name)}", "$rota-quiet"), None, more)
        doing = partial(self._agree, one.difference, option, party)
        return Entry(Content.assemble(("→ ", "$accent"), clean(name)), ToAct(doing), more)

    def _effect(self, option: Option, lang: Lang) -> Content:
        if option.foreseen is None:
            return Content(clean(option.refused.say(lang)) if option.refused else "")
        lines = [effect_told(option.foreseen.balances, lang)]
        if option.judged is not None:
            lines.append(self.judged_told(option.judged, lang))
        return Content("\n").join(lines)

    def judged_told(self, judged: Judgement, lang: Lang) -> Content:
        """What a stand-in or a swap would break of rest, duty and shares."""
        assert self.view is not None, "a difference was shown"
        lines = [Content.styled(JUDGED.say(lang), "bold")]
        lines += [finding_told(finding, self.view.problem, lang) for finding in judged.findings]
        if not judged.findings:
            lines.append(Content.styled(NOTHING_BROKEN.say(lang), "$success"))
        return Content("\n").join(lines)

    def _agree(self, difference: Difference, option: Option, party: str) -> None:
        self.do(lambda shared: agree(shared.workspace, difference, option, shared.site, party), self._settled)

    def _settled(self, done: Settled) -> None:
        what = code_told(done.decision.code, self.lang)
        if done.missing:
            self.house.tell(AWAITED, what=clean(what), parties=clean(", ".join(done.missing)))
        else:
            self.house.tell(SETTLED, what=clean(what), count=done.entries)

    def _share(self, one: Deciding, party: str) -> None:
        """The part of each site by a form."""
        difference = one.difference
        sites = list(dict.fromkeys(claim.site for claim in difference.claimed))
        most = max((claim.parts for claim in difference.claimed), default=0) // 60 or 1
        fields = [f.half_days(site, Text.same(clean(site)[:20]), most) for site in sites]

        def make(answers: Answers) -> Option:
            parts = {site: int(answers[field]) for site, field in zip(sites, fields, strict=True)}
            return Option(Choice.SHARED, {site: amount for site, amount in parts.items() if amount})

        def effect(option: Option, lang: Lang) -> Content:
            workspace, site = self.shared.fresh().workspace, self.shared.site
            return self._effect(foreseen(workspace, difference, option, site), lang)

        form = Form(
            name=f"ledger.share {difference.id}",
            title=SHARE,
            fields=tuple(fields),
            make=make,
            about=SHARE_ABOUT,
            effect=effect,
            save=lambda option: agree(
                self.shared.fresh().workspace, difference, option, self.shared.site, party
            ),
        )
        self.app.push_screen(FormScreen(form), self._shared)

    def _shared(self, done: Settled | None) -> None:
        self.query_one(LedgerLines).focus_lines()
        if done is not None:
            self._settled(done)
            self.reload()


NO_DIFFERENCE = Text("Cette ligne n’attend pas de décision.", "This line waits for no decision.")
DECISION = Text("Décider de l’écart", "Decide the difference")
AGREED = Text("{party} a accepté : {code}", "{party} has agreed to: {code}")
NOT_YOURS = Text(
    "{site} n’a pas à en décider ; il revient à {parties} de le faire.",
    "{site} has no say in it; it is for {parties} to decide.",
)
CONSENT_OF = Text("Accord de {party} :", "Consent of {party}:")
OTHER_SHARE = Text("Partager autrement…", "Share otherwise…")
BEHIND = Text("Ce que disent les sites, et le registre", "What the sites say, and the ledger")
JUDGED = Text("Ce que l’échange enfreint", "What the swap breaks")
NOTHING_BROKEN = Text("Rien : repos, gardes et parts tiennent.", "Nothing: rest, duty and shares hold.")
AWAITED = Text(
    "Accord noté : {what} ; attendu encore de {parties}.", "Noted: {what}; still awaited: {parties}."
)
SETTLED = Text("Réglé : {what} ({count} écritures).", "Settled: {what} ({count} entries).")
SHARE = Text("Partager la demi-journée", "Share the half-day")
SHARE_ABOUT = Text(
    "Ce que chaque site reçoit, en demi-journées ; ensemble, au plus ce qui est réclamé.",
    "What each site gets, in half-days; together, no more than what is claimed.",
)
