"""The planner's search: asked, watched, stopped; what it offers is compared, accepted or refused."""

from dataclasses import replace

from textual import on

from rota.scheduler.outcome import Outcome, Progress, Settings, Status
from rota.words import Text
from tui import pages
from tui import state as s
from tui.messages import SolveEnded, SolveFailed, SolveProgressed
from tui.proposal import Offer, propose
from tui.proposal_told import status_told
from tui.screens.planner_base import PlannerBase
from tui.screens.proposal import Accepted, ProposalScreen, Refused
from tui.searching import Scope, Search, Solve, asked
from tui.state import Draft, Proof
from tui.widgets.lines import progress_told


class Searching(PlannerBase):
    """One search at a time; the plan stays free to be edited meanwhile."""

    solve: Solve
    search: Search | None = None
    progress: Progress | None = None
    offer: Offer | None = None

    @property
    def busy(self) -> bool:
        """Whether a search runs, or what it offers waits."""
        return self.search is not None or self.offer is not None

    def look_for(self, scope: Scope) -> None:
        """Begin a search."""
        if self.search is not None:
            self.house.tell(RUNNING, severity="warning")
            return
        search = Search(asked(self.state, scope), Settings(), scope)
        self.search, self.progress = search, None
        self.run_worker(
            lambda: search.run(
                self.solve,
                lambda progress: self._post(SolveProgressed(progress)),
                lambda outcome: self._post(SolveEnded(outcome)),
                lambda reason: self._post(SolveFailed(reason)),
            ),
            thread=True,
            exclusive=True,
            group="search",
        )
        self.show()

    def _post(self, message: SolveProgressed | SolveEnded | SolveFailed) -> None:
        self.post_message(message)

    def stop_search(self) -> None:
        """Keep the best plan so far."""
        if self.search is None:
            self.house.tell(NOT_RUNNING, severity="warning")
        else:
            self.search.stop()
            self.show()

    def on_unmount(self) -> None:
        """Nothing searches for a screen that is gone."""
        if self.search is not None:
            self.search.stop()

    @property
    def search_told(self) -> str:
        """The search in a line, empty when there is none."""
        if self.search is None:
            return ""
        told = progress_told(self.progress, self.lang)
        return f"{told} · {(STOPPING if self.search.stopping else CAN_STOP).say(self.lang)}"

    @on(SolveProgressed)
    def search_progressed(self, event: SolveProgressed) -> None:
        """A better plan or bound."""
        self.progress = event.progress
        self.show()

    @on(SolveFailed)
    def search_failed(self, event: SolveFailed) -> None:
        """Nothing of the plan has changed."""
        self.search = None
        self.show()
        self.house.tell(FAILED, severity="error", reason=event.reason)

    @on(SolveEnded)
    def search_ended(self, event: SolveEnded) -> None:
        """A plan to be compared, or why there is none."""
        search, self.search = self.search, None
        if search is None:
            return
        outcome = event.outcome
        self.show()
        if outcome.plan is None:
            self._tell_none(search, outcome)
            return
        whole = search.scope is Scope.ALL and search.problem.pins == self.state.problem.pins
        self.offer = Offer(outcome.plan, outcome, whole)
        if outcome.plan == self.state.judged.plan:
            self._same(self.offer)
        elif self.app.screen is self:
            self.compare()
        else:
            self.house.tell(READY)
        self.show()

    def _tell_none(self, search: Search, outcome: Outcome) -> None:
        if outcome.status is Status.IMPOSSIBLE and outcome.conflict is not None:
            conflict, problem = outcome.conflict, search.problem
            self.read(lambda lang: pages.conflict_page(conflict, problem, lang))
        else:
            self.house.tell(NO_PLAN, severity="warning")

    def _same(self, offer: Offer) -> None:
        """The search came to the plan that is there."""
        self.offer = None
        self._prove(offer)
        status = "" if offer.outcome is None else f" ({status_told(offer.outcome, self.lang)})"
        self.house.tell(Text(SAME.fr + status, SAME.en + status))

    def _prove(self, offer: Offer) -> None:
        if offer.whole and offer.outcome is not None:
            self.state = replace(self.state, proof=Proof(self.state.draft, offer.outcome))

    def compare(self) -> None:
        """The proposal beside the plan as it is now."""
        if self.offer is None:
            self.house.tell(NO_OFFER, severity="warning")
            return
        proposal = propose(self.state.judged, self.offer)
        if proposal.units:
            self.app.push_screen(ProposalScreen(proposal), self._decided)
        else:
            self._same(self.offer)

    def _decided(self, answer: Accepted | Refused | None) -> None:
        match answer:
            case Accepted(proposal):
                draft = Draft(proposal.plan, self.state.problem.pins)
                self.become(s.change(self.state, draft, ACCEPTED_STEP))
                if not proposal.dropped:
                    self._prove(proposal.offer)
                self.offer = None
                self.house.tell(ACCEPTED, count=len(proposal.kept))
            case Refused():
                self.offer = None
                self.house.tell(REFUSED)
            case None:
                self.house.tell(LATER)
        self.show()


RUNNING = Text("Un calcul est déjà en cours ; x l’arrête.", "A search is running already; x stops it.")
NOT_RUNNING = Text("Aucun calcul en cours.", "No search is running.")
CAN_STOP, STOPPING = Text("x arrête", "x stops"), Text("arrêt demandé", "stopping")
FAILED = Text(
    "Le calcul a échoué ({reason}) ; le planning n’a pas changé.",
    "The search failed ({reason}); the plan has not changed.",
)
READY = Text("Une proposition est prête : touche d.", "A proposal is ready: key d.")
NO_PLAN = Text("Aucun planning trouvé dans le temps donné.", "No plan was found in the time given.")
SAME = Text(
    "Rien à changer : le calcul redonne ce planning", "Nothing to change: the search gives this very plan"
)
NO_OFFER = Text("Aucune proposition : la touche s en calcule une.", "No proposal: the key s makes one.")
ACCEPTED = Text(
    "{count} changement(s) accepté(s) ; u les annule.", "{count} change(s) accepted; u undoes them."
)
ACCEPTED_STEP = Text("proposition acceptée", "proposal accepted")
REFUSED = Text("Proposition refusée ; rien n’a changé.", "Proposal refused; nothing has changed.")
LATER = Text("La proposition attend : touche d.", "The proposal waits: key d.")
