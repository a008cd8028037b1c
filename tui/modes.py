"""The modes beside the planner, each loaded when it is first asked for."""

from collections.abc import Callable, Mapping

from tui.screens.base import Spoken
from tui.shared import Shared


def _compliance(shared: Shared) -> Spoken:
    from tui.screens.compliance import ComplianceScreen  # noqa: PLC0415 (loaded when asked for)

    return ComplianceScreen(shared)


def _ledger(shared: Shared) -> Spoken:
    from tui.screens.ledger import LedgerScreen  # noqa: PLC0415 (loaded when asked for)

    return LedgerScreen(shared)


def _feeds(shared: Shared) -> Spoken:
    from tui.screens.feeds import FeedsScreen  # noqa: PLC0415 (loaded when asked for)

    return FeedsScreen(shared)


def _facts(shared: Shared) -> Spoken:
    from tui.screens.facts import FactsScreen  # noqa: PLC0415 (loaded when asked for)

    return FactsScreen(shared)


MODES: Mapping[str, Callable[[Shared], Spoken]] = {
    "mode.ledger": _ledger,
    "mode.compliance": _compliance,
    "mode.facts": _facts,
    "mode.feeds": _feeds,
}
"""The screen of each mode, by the id of the action that leads to it."""
