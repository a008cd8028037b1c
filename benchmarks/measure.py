"""What one solver did on one problem, as a line of JSON between two processes."""

import json
import resource
import sys
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Measure:
    """The result of one run."""

    solver: str
    """With its version."""
    seconds: float
    first_seconds: float | None
    """Until the first complete plan, where the solver tells."""
    cost: int | None
    bound: float | None
    megabytes: int
    note: str = ""

    @property
    def gap(self) -> float | None:
        """(cost − bound) / cost; None where one of them is missing."""
        if self.cost is None or self.bound is None:
            return None
        return (self.cost - self.bound) / self.cost if self.cost else 0.0


def megabytes() -> int:
    """The most memory this process, or a solver it called, has held."""
    most = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return int(most) // 1024


def send(measure: Measure) -> None:
    """Write the measure for the process that waits for it."""
    sys.stdout.write(json.dumps(asdict(measure)) + "\n")


def received(line: str) -> Measure:
    """The measure that another process wrote."""
    return Measure(**json.loads(line))
