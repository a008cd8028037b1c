"""What the ledger says before a plan starts, as planning reads it: balances, duties, debts, the past."""

from datetime import date

from rota.model.facts import Facts
from rota.reconcile.history import History, history
from rota.workspace.opened import Workspace


def before(workspace: Workspace, first: date) -> History:
    """What was done before ``first``, the first day of a plan."""
    return history(workspace.facts, workspace.ledgers(), first)


def planning_facts(workspace: Workspace, first: date) -> Facts:
    """The facts, with the balances that the ledger gives before ``first``."""
    return before(workspace, first).of(workspace.facts)
