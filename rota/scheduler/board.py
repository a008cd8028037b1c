"""What the search shows while it runs, and what may end it: shared by the solving threads."""

from collections.abc import Sequence
from math import inf
from threading import Lock
from time import monotonic

from rota.scheduler.outcome import OnProgress, Progress, Stop, StoppedBy

_SECONDS_BETWEEN_REPORTS = 0.2


class Board:
    """Costs and bounds of all components, the clock and the wish to stop."""

    def __init__(self, time_limit_seconds: float, on_progress: OnProgress | None, stop: Stop | None) -> None:
        self._started = monotonic()
        self._limit = time_limit_seconds
        self._on_progress = on_progress
        self._stop = stop
        self._lock = Lock()
        self._costs: list[int | None] = []
        self._bounds: list[float] = []
        self._constant = 0
        self._last_report = -inf
        self.stopped_by: StoppedBy | None = None
        """Set once, when the clock or the user ends the search."""

    @property
    def seconds(self) -> float:
        """Since the search started."""
        return monotonic() - self._started

    def expect(self, components: int, constant: int) -> None:
        """Say how many components there are, and what every plan pays beside them."""
        self._costs, self._bounds = [None] * components, [0.0] * components
        self._constant = constant

    def interrupted(self) -> bool:
        """Whether the search must end now."""
        if self.stopped_by is None:
            if self._stop is not None and self._stop():
                self.stopped_by = StoppedBy.USER
            elif self.seconds > self._limit:
                self.stopped_by = StoppedBy.CLOCK
        return self.stopped_by is not None

    def stop(self) -> None:
        """End the search as the user would."""
        self.stopped_by = self.stopped_by or StoppedBy.USER

    def tell(self, component: int, cost: int | None, bound: float) -> None:
        """Note the state of one component, and report when the last report is old enough."""
        with self._lock:
            self._costs[component] = cost
            self._bounds[component] = max(self._bounds[component], bound)
            if self._on_progress is None or self.seconds - self._last_report < _SECONDS_BETWEEN_REPORTS:
                return
            self._last_report = self.seconds
            progress = self.progress()
        self._on_progress(progress)

    def report(self) -> None:
        """Report now."""
        if self._on_progress is not None:
            self._on_progress(self.progress())

    def progress(self) -> Progress:
        """The state of the whole search."""
        costs: Sequence[int] = [cost for cost in self._costs if cost is not None]
        done = sum(
            cost is not None and bound >= cost for cost, bound in zip(self._costs, self._bounds, strict=True)
        )
        return Progress(
            seconds=self.seconds,
            cost=self._constant + sum(costs) if len(costs) == len(self._costs) else None,
            bound=self._constant + sum(self._bounds),
            components_done=done,
            components=len(self._costs),
        )
