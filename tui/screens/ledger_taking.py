"""What was counted is taken back by another entry, with a reason; nothing is erased."""

from functools import partial

from textual.content import Content

from rota.ledger.entry import Draft
from rota.words import Lang, Text
from rota.workspace import reconciling
from rota.workspace.foreseeing import foresee
from tui.ledger_balances import effect_told
from tui.screens.form import Form, FormScreen
from tui.screens.ledger_lines import LedgerReading, counts
from tui.widgets import form_fields as f
from tui.widgets.form_fields import Answers
from tui.widgets.ledger_lines import LedgerLines


class LedgerTaking(LedgerReading):
    """Corrections."""

    def take_back(self) -> None:
        """Take back what the line has counted: a reason, the effect, then the reversal."""
        row, post = self.row, self.place.post
        if row is None or post is None or row.line is None or not counts(row):
            self.house.tell(NOTHING_COUNTED, severity="warning")
            return
        seq, site, day = row.line.seqs[-1], self.shared.site, row.day
        reason = f.choice("reason", REASON, f.words(REASONS))
        other = f.only_when(
            f.text("other", OTHER, hint=CODE_HINT),
            lambda typed: typed["reason"] in {OTHER_REASON.fr, OTHER_REASON.en},
        )

        def make(answers: Answers) -> str:
            return str(answers[other] or answers[reason])

        def effect(code: str, lang: Lang) -> Content:
            found = foresee(
                self.shared.fresh().workspace,
                lambda of: reconciling.take_back(of, post, seq, site, code),
                f"{day:%Y-%m}",
                [post],
            )
            return effect_told(found.balances, lang)

        form = Form(
            name=f"ledger.take-back {post} {seq}",
            title=TAKE_BACK_TITLE,
            fields=(reason, other),
            make=make,
            about=TAKE_BACK_ABOUT,
            effect=effect,
            save=lambda code: reconciling.take_back(self.shared.fresh().workspace, post, seq, site, code),
        )
        self.app.push_screen(FormScreen(form), partial(self._taken_back, seq))

    def _taken_back(self, seq: int, drafts: tuple[Draft, ...] | None) -> None:
        self.query_one(LedgerLines).focus_lines()
        if drafts:
            self.house.tell(TAKEN_BACK, seq=seq, count=len(drafts), month=drafts[0].month)
            self.reload()


NOTHING_COUNTED = Text("Cette ligne n’a rien compté.", "This line has counted nothing.")
REASON, OTHER = Text("Raison", "Reason"), Text("Autre code", "Other code")
OTHER_REASON = Text("autre", "other")
CODE_HINT = Text(
    "Lettres sans accent, chiffres, tirets ; jamais un motif médical",
    "Plain lower-case letters, digits, hyphens; never a medical reason",
)
REASONS = {
    "data-entry": Text("erreur de saisie", "data entry"),
    "wrong-day": Text("mauvais jour", "wrong day"),
    "wrong-site": Text("mauvais site", "wrong site"),
    "counted-twice": Text("compté deux fois", "counted twice"),
    "not-done": Text("pas fait", "not done"),
    "other": OTHER_REASON,
}
"""Codes that stay in the ledger, and what they are called."""
TAKE_BACK_TITLE = Text("Reprendre ce qui a été compté", "Take back what was counted")
TAKE_BACK_ABOUT = Text(
    "La demi-journée et ses minutes sont contre-passées, ou ajustées dans le mois ouvert si le leur est clos."
    " Rien n’est effacé ; ce qui est juste s’atteste ensuite (e).",
    "The half-day and its minutes are reversed, or adjusted in the open month where theirs is closed. Nothing"
    " is erased; what is right is then stated (e).",
)
TAKEN_BACK = Text(
    "Écriture {seq} reprise : {count} écriture(s) ajoutée(s) en {month}.",
    "Entry {seq} taken back: {count} entry(ies) added in {month}.",
)
