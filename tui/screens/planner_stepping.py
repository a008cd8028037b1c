"""The planner's way from draft to published, and from one plan to another."""

from datetime import date, timedelta

from rota.service import PlanDiff
from rota.words import Text
from rota.workspace import agreeing
from rota.workspace.agreeing import Publication
from rota.workspace.plans import STATES, StoredPlan
from tui import opening_shared, step_pages, steps
from tui.opening import WEEKS, Desk
from tui.screens.form import Form, FormScreen
from tui.screens.planner_sharing import Sharing
from tui.shared import Stored
from tui.steps import Agreement, Publishing, Stock
from tui.widgets import form_fields as f

FIRST = f.day("first", Text("Premier lundi", "First Monday"))
LONG = f.number("weeks", Text("Semaines", "Weeks"), low=1, high=60)
REASON = f.text("reason", Text("Motif (code)", "Reason (code)"))


class Stepping(Sharing):
    """Each step is looked at before it is taken."""

    def propose(self) -> None:
        """Ask every site concerned to agree."""
        stored = self._ready("plan.propose")
        if stored is not None and stored.seen is not None:
            shared, name = stored.shared.fresh(), stored.seen.name
            work = lambda: agreeing.propose(shared.workspace, name, shared.site)  # noqa: E731
            self.beside(work, self._stands, "writing")

    def look_before_agreeing(self) -> None:
        """What the others changed since this site agreed, or saved, the last time."""
        stored = self._ready("plan.agree")
        if stored is not None:
            judged, shared = self.state.judged, stored.shared.fresh()
            self.beside(
                lambda: steps.agreement(shared, stored, judged), self._ask_to_agree, "reading", opens=True
            )

    def _ask_to_agree(self, found: Agreement) -> None:
        self.read(lambda lang: step_pages.agree_page(found, lambda: self._agree(found.plan), lang))

    def _agree(self, plan: StoredPlan) -> None:
        stored = self.stored
        if stored is not None:
            shared = stored.shared.fresh()
            work = lambda: agreeing.agree(shared.workspace, plan.name, shared.site)  # noqa: E731
            self.beside(work, self._stands, "writing")

    def look_before_publishing(self) -> None:
        """Who will be told what."""
        stored = self._ready("plan.publish")
        if stored is not None:
            judged, shared = self.state.judged, stored.shared.fresh()
            self.beside(
                lambda: steps.publishing(shared, stored, judged), self._ask_to_publish, "reading", opens=True
            )

    def _ask_to_publish(self, found: Publishing) -> None:
        plan = found.publication.plan
        self.read(
            lambda lang: step_pages.publish_page(
                found, lambda reason: self._publish(plan, reason), lambda: self._other_reason(plan), lang
            )
        )

    def _other_reason(self, plan: StoredPlan) -> None:
        def answered(reason: str | None) -> None:
            if reason is not None:
                self._publish(plan, reason)

        name = f"plan.reason {plan.name} {plan.version.version}"
        form = Form(name, REASON_TITLE, (REASON,), lambda a: str(a[REASON]), about=REASON_ABOUT)
        self.app.push_screen(FormScreen(form), answered)

    def _publish(self, plan: StoredPlan, reason: str | None) -> None:
        stored = self.stored
        if stored is not None:
            shared = stored.shared.fresh()
            work = lambda: agreeing.publish(shared.workspace, plan.name, shared.site, reason)  # noqa: E731
            self.house.tell(PUBLISHING)
            self.beside(work, self._published, "writing")

    def _published(self, made: Publication) -> None:
        told = sum(1 for one in made.told if one.new or one.gone)
        self._stands(made.plan)
        self.house.tell(PUBLISHED, entries=made.entries, count=told)

    def _stands(self, plan: StoredPlan) -> None:
        """A version stands further on; it is the one that is open, unless another was opened meanwhile."""
        stored = self.stored
        if stored is None or stored.seen is None or stored.seen.name != plan.name:
            return
        self.take_seen(plan)
        self.house.live.wrote()
        state = STATES[plan.version.state]
        self.house.tell(Text(f"{plan.name} : {state.fr}.", f"{plan.name}: {state.en}."))

    def _ready(self, step: str) -> Stored | None:
        """What is stored, when the step can be taken; else why not is told."""
        stored = self.stored
        if stored is None:
            self.house.tell(NO_VERSIONS, severity="warning")
        elif self.state.unsaved:
            self.house.tell(steps.SAVE_FIRST, severity="warning")
        elif not steps.step_possible(stored, step):
            text, values = steps.why_not(stored, step)
            self.house.tell(text, severity="warning", **values)
        else:
            return stored
        return None

    def show_changes(self) -> None:
        """Every cell that is other than published."""
        judged = self.state.judged

        def shown(found: PlanDiff | None) -> None:
            if found is None:
                self.house.tell(NOT_PUBLISHED)
            else:
                self.read(lambda lang: step_pages.changes_page(found, judged, lang))

        self.beside(lambda: steps.since_published(judged), shown, "reading", opens=True)

    def choose_plan(self) -> None:
        """Every version of every plan."""
        stored = self.stored
        if stored is None:
            self.house.tell(NO_VERSIONS, severity="warning")
            return
        shared, here = stored.shared.fresh(), stored.seen.name if stored.seen else ""
        self.beside(lambda: steps.stock(shared, here), self._show_stock, "reading", opens=True)

    def _show_stock(self, found: Stock) -> None:
        self.read(lambda lang: step_pages.stock_page(found, self._open, self.begin_plan, lang))

    def _open(self, plan: StoredPlan) -> None:
        stored = self.stored
        if stored is not None:
            shared = stored.shared.fresh()
            self.settle_draft()
            work = lambda: opening_shared.open_version(shared, self.state_folder, plan)  # noqa: E731
            self.beside(work, self.house.turn_to, "reading", opens=True)

    def begin_plan(self) -> None:
        """Ask which weeks are to be planned."""
        stored = self.stored
        if stored is None:
            self.house.tell(NO_VERSIONS, severity="warning")
            return
        shared = stored.shared.fresh()
        self.settle_draft()
        after = self.state.problem.span.last + timedelta(days=1)
        form = Form(
            f"plan.begin {after}",
            BEGIN_TITLE,
            (FIRST.given(after), LONG.given(WEEKS)),
            _weeks,
            about=BEGIN_ABOUT,
            save=lambda weeks: opening_shared.begin(shared, self.state_folder, *weeks),
        )
        self.app.push_screen(FormScreen(form), self._begun)

    def _begun(self, desk: Desk | None) -> None:
        if desk is not None:
            self.house.turn_to(desk)


def _weeks(answers: f.Answers) -> tuple[date, int]:
    first, weeks = answers[FIRST], answers[LONG]
    if first.weekday():
        raise f.Mistakes({FIRST.key: NO_MONDAY})
    return first, weeks


NOT_PUBLISHED = Text("Ces semaines ne sont pas publiées.", "These weeks are not published.")
NO_VERSIONS = Text(
    "Un dossier seul n’a pas de versions : la commande « Faire de ce dossier une base partagée » en fait.",
    "A folder alone has no versions: the command “Make this folder a workspace” makes some.",
)
PUBLISHING = Text("Publication : le travail entre au registre…", "Publishing: the work enters the ledger…")
PUBLISHED = Text(
    "{entries} écriture(s) au registre ; {count} praticien(s) à prévenir.",
    "{entries} entry(ies) in the ledger; {count} doctor(s) to be told.",
)
REASON_TITLE = Text("Pourquoi le planning publié change", "Why the published plan changes")
REASON_ABOUT = Text(
    "Un code : lettres sans accent, chiffres et tirets ; jamais un motif médical.",
    "A code: plain letters, digits and hyphens; never a medical reason.",
)
BEGIN_TITLE = Text("Planifier une nouvelle période", "Plan a new period")
BEGIN_ABOUT = Text(
    "La dernière version est ouverte si ces semaines ont déjà un planning.",
    "The last version is opened where these weeks have a plan already.",
)
NO_MONDAY = Text("Ce jour n’est pas un lundi.", "That day is no Monday.")
