"""The scheduler: a problem goes in, a checked plan comes out.

``solve(problem, settings, on_progress, stop)`` is all the rest of the product calls. The solver is loaded by
the first call only: reading :mod:`rota.scheduler.outcome` alone stays cheap.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rota.scheduler.solving import solve

__all__ = ["solve"]


def __getattr__(name: str) -> Any:
    if name == "solve":
        from rota.scheduler.solving import solve  # noqa: PLC0415 - loads PuLP and HiGHS

        return solve
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
