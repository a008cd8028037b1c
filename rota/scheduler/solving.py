"""From a problem to a checked plan: read, reduce, split, search in phases, decode, verify."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain

from rota.model.plan import Placement, Plan
from rota.model.problem import Problem
from rota.model.universe import Universe
from rota.rules import RULES
from rota.rules.base import Rule
from rota.scheduler.board import Board
from rota.scheduler.components import components
from rota.scheduler.conflict import conflict_of
from rota.scheduler.fixing import Reduced
from rota.scheduler.outcome import OnProgress, Outcome, Settings, Status, Stop, StoppedBy
from rota.scheduler.reading import read
from rota.scheduler.search import Search
from rota.scheduler.verify import verified

PLAIN = Settings()
"""How hard to try when nobody says."""
_POLL_SECONDS = 0.2


def solve(
    problem: Problem,
    settings: Settings = PLAIN,
    on_progress: OnProgress | None = None,
    stop: Stop | None = None,
    rules: Sequence[Rule] = RULES,
) -> Outcome:
    """The best plan of ``problem`` found within ``settings``, verified by the checker.

    Args:
        problem: What is asked.
        settings: How hard to try; equal settings give equal plans unless the clock ended the search.
        on_progress: Told the state of the search a few times a second, from the solving threads.
        stop: Asked often; True ends the search with the best plan so far.
        rules: Rules to keep; all of them unless a test says otherwise.

    Raises:
        SolverDisagrees: The checker refuses the plan, or prices it otherwise: a bug of ours.
    """
    board = Board(settings.time_limit_seconds, on_progress, stop)
    universe, reduced = read(problem, rules)
    run = _Run(problem, settings, rules, board, universe, reduced)
    if not reduced.contradictory:
        run.search()
    return run.outcome()


@dataclass(slots=True)
class _Run:
    """One solve under way."""

    problem: Problem
    settings: Settings
    rules: Sequence[Rule]
    board: Board
    universe: Universe
    reduced: Reduced
    searches: tuple[Search, ...] = ()

    def search(self) -> None:
        """Search every component, in phases of ever more work on those that are still open."""
        parts = components(self.reduced.shapes)
        self.board.expect(len(parts), self.reduced.constant)
        wished = self._published_tasks()
        self.searches = tuple(
            Search(
                component=part,
                tasks=self.universe.by_index,
                seed=self.settings.seed,
                interrupt=self.board.interrupted,
                tell=partial(self.board.tell, number),
                wished=wished.intersection(part.tasks),
            )
            for number, part in enumerate(parts)
        )
        with ThreadPoolExecutor(max_workers=max(1, self.settings.workers)) as pool:
            self._together(pool, [search.begin for search in self.searches])
            self.board.report()
            for phase in range(self.settings.phases):
                chosen, gap = self._open()
                if not chosen or self.board.interrupted():
                    break
                self._together(pool, [partial(search.work, phase, gap) for search in chosen])
        self.board.report()

    def _together(self, pool: ThreadPoolExecutor, jobs: Sequence[Callable[[], None]]) -> None:
        """Run jobs in the pool; an interruption from the keyboard ends the search, not the program."""
        futures: set[Future[None]] = {pool.submit(job) for job in jobs}
        while futures:
            try:
                done, futures = wait(futures, timeout=_POLL_SECONDS)
            except KeyboardInterrupt:
                self.board.stop()
                continue
            for future in done:
                if future.exception() is not None:
                    self.board.stop()
                future.result()

    def _open(self) -> tuple[list[Search], float]:
        """The components to work on, furthest from their bound first, and the gap each must reach.

        Those nearest their bound are left as they are, as long as they use up no more than half of what the
        gap of the whole plan allows; the others share the rest.
        """
        bests = [search.best for search in self.searches]
        if any(best.impossible for best in bests):
            return [], 0.0
        allowed = self.settings.gap * (self.reduced.constant + sum(best.cost or 0 for best in bests))
        if sum(best.open for best in bests) <= allowed:
            return [], 0.0
        left_alone = 0.0
        chosen: list[Search] = []
        for search in sorted(self.searches, key=lambda search: search.best.open):
            if left_alone + search.best.open <= allowed / 2:
                left_alone += search.best.open
            elif not search.best.proved:
                chosen.append(search)
        price = sum(search.best.cost or 0 for search in chosen)
        return chosen[::-1], (allowed - left_alone) / price if price else 0.0

    def _published_tasks(self) -> frozenset[int]:
        published = self.problem.published
        if published is None:
            return frozenset()
        names = frozenset(published.placements)
        return frozenset(task.index for task in self.universe.tasks if task.placement in names)

    def outcome(self) -> Outcome:
        """What the search came to."""
        for search in self.searches:
            search.fall_back()
        bests = [search.best for search in self.searches]
        if self.reduced.contradictory or any(best.impossible for best in bests):
            return self._impossible()
        if any(best.cost is None for best in bests):
            return self._without_plan(Status.NO_PLAN)
        cost = self.reduced.constant + sum(best.cost or 0 for best in bests)
        bound = self.reduced.constant + sum(max(0.0, best.bound) for best in bests)
        gap = (cost - bound) / cost if cost else 0.0
        plan = Plan.of(self.problem.span, list(self._placements()))
        report = verified(self.problem, plan, self.rules, cost, self.reduced.past_faults)
        status = Status.BEST if gap <= 0 else Status.WITHIN if gap <= self.settings.gap else Status.STOPPED
        return Outcome(
            status=status,
            plan=plan,
            report=report,
            bound=bound,
            gap=gap,
            seconds=self.board.seconds,
            seed=self.settings.seed,
            components=len(self.searches),
            stopped_by=self._stopped_by(status),
        )

    def _stopped_by(self, status: Status) -> StoppedBy:
        if status is Status.BEST:
            return StoppedBy.PROOF
        if self.board.stopped_by is not None:
            return self.board.stopped_by
        return StoppedBy.GAP if status is Status.WITHIN else StoppedBy.WORK

    def _placements(self) -> Iterator[Placement]:
        """What stands: all that was decided, and what each component chose."""
        decided = (task for task, value in self.reduced.values.items() if value)
        chosen: Iterable[int] = chain(decided, *(search.chosen for search in self.searches))
        for index in chosen:
            task = self.universe.by_index[index]
            if not task.fixed:
                yield task.placement

    def _impossible(self) -> Outcome:
        """Names the conflict; the facts of one part that cannot hold are enough, wherever it lies."""
        parts = [search.component.tasks for search in self.searches if search.best.impossible]
        conflict = conflict_of(self.reduced.hard, frozenset(chain(*parts)), self.rules)
        return replace(self._without_plan(Status.IMPOSSIBLE), conflict=conflict)

    def _without_plan(self, status: Status) -> Outcome:
        return Outcome(
            status=status,
            plan=None,
            report=None,
            bound=self.reduced.constant + sum(max(0.0, search.best.bound) for search in self.searches),
            gap=1.0,
            seconds=self.board.seconds,
            seed=self.settings.seed,
            components=len(self.searches),
            stopped_by=self.board.stopped_by
            or (StoppedBy.PROOF if status is Status.IMPOSSIBLE else StoppedBy.WORK),
        )
