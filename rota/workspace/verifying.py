"""Ledgers verified from their rows alone; many entries are shared out among the processors of the machine."""

import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import repeat
from multiprocessing import get_context
from operator import attrgetter

from rota.clock import SystemClock
from rota.ledger.contract import Contract
from rota.ledger.verify import Report, Sheet, verify
from rota.model.facts import PostId
from rota.store import Store
from rota.store.engine import engine_for
from rota.store.rows import COPIED
from rota.workspace.opened import Workspace

MANY = 200_000
"""Entries below which starting other processes takes longer than it spares."""
_PROCESSES_MAX = 4
Sheets = tuple[Sheet, ...]


@dataclass(frozen=True, slots=True)
class Verified:
    """The verification of one ledger."""

    post: PostId
    report: Report


def verified(
    workspace: Workspace, sheets: Sequence[Sheet] = (), post: str | None = None, *, many: int = MANY
) -> tuple[Verified, ...]:
    """Every ledger verified from its rows alone, those of earlier contracts too: nothing is believed.

    Args:
        workspace: Where they stand.
        sheets: Signed sheets, of one post: the head of its present chain is held against them.
        post: One post; all of them when left out.
        many: Entries from which several processes share the work.
    """
    wanted = None if post is None else workspace.post(post)
    present = workspace.contracts()
    earlier = set(workspace.store.read(lambda unit: unit.ledger.contracts())) - set(present.values())
    everything = (*present.values(), *sorted(earlier, key=attrgetter("post", "start")))
    contracts = [each for each in everything if wanted is None or each.post == wanted]
    held = [tuple(sheets) if each == present.get(each.post) else () for each in contracts]
    reports = _reports(workspace.store, contracts, held, many)
    return tuple(Verified(each.post, report) for each, report in zip(contracts, reports, strict=True))


def _reports(store: Store, contracts: list[Contract], sheets: list[Sheets], many: int) -> list[Report]:
    workers = min(os.cpu_count() or 1, len(contracts), _PROCESSES_MAX)
    if workers < 2 or sum(store.head(contract.id)[0] for contract in contracts) < many:
        return [_report(store, *each) for each in zip(contracts, sheets, strict=True)]
    url = store.engine.url.render_as_string(hide_password=False)
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        return list(pool.map(_report_apart, repeat(url), contracts, sheets))


def _report_apart(url: str, contract: Contract, sheets: Sheets) -> Report:
    """In a process of its own, with a connection of its own."""
    with Store(engine_for(url), clock=SystemClock()) as store:
        return _report(store, contract, sheets)


def _report(store: Store, contract: Contract, sheets: Sheets) -> Report:
    return verify(contract, store.stored(contract.id), columns=COPIED, sheets=sheets)
