"""Writers killed at any moment: ``python -m tests.store.crashing URL KILLS SEED [wal]`` prints what was seen.

A process of its own, without threads, so that it can fork: each child opens the workspace, appends groups of
three entries, and tells each group on a pipe once it is acknowledged; the parent kills it after some of them.
"""

import json
import os
import random
import signal
import sys
import time
from collections import Counter

from rota.ledger.entry import Draft
from rota.store import Store, engine
from tests import builders
from tests.store.clocks import CountingClock
from tests.store.drafts import contract, draft, first_bad, group_of, minutes

GROUP = 3


def group(number: int) -> tuple[Draft, ...]:
    """The drafts of one group."""
    first = number * GROUP
    return group_of(draft(first), minutes(first + 1), draft(first + 2))


def child(url: str, start: int, pipe: int) -> None:
    """Append group after group until killed."""
    with Store.open(url, clock=CountingClock()) as store:
        for number in range(start, start + 10_000):
            store.append(group(number))
            os.write(pipe, b"%d\n" % number)


def kill_one(url: str, start: int, chance: random.Random) -> set[int]:
    """The groups that a child acknowledged before it was killed."""
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(reading)
        try:
            child(url, start, writing)
        finally:
            os._exit(1)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        told = [pipe.readline() for _ in range(chance.randint(1, 4))]
        time.sleep(chance.random() * 0.01)
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        told += pipe.readlines()
    return {int(line) for line in told if line.endswith(b"\n")}


def crash(url: str, kills: int, seed: int) -> dict[str, int]:
    """Kill writers one after another, and look at what stands after each."""
    chance = random.Random(seed)
    Store.create(url, builders.facts(), clock=CountingClock()).close()
    seen: Counter[str] = Counter(kills=kills, acked=0, lost=0, halves=0, broken=0, unacked=0)
    acked: set[int] = set()
    for _ in range(kills):
        acked |= kill_one(url, max(acked, default=-1) + 1, chance)
        with Store.open(url, clock=CountingClock()) as store:
            kept = Counter(entry.draft.group for entry in store.entries(contract().id))
            whole = {group(number)[0].group for number in acked}
            seen["lost"] += len(whole - set(kept))
            seen["halves"] += sum(count != GROUP for count in kept.values())
            seen["broken"] += first_bad(store, contract())[0] is not None
            seen["unacked"] = len(set(kept) - whole)
    seen["acked"] = len(acked)
    return dict(seen)


def wal(version: tuple[int, int, int]) -> str:
    """The write-ahead log whatever the library: one process writes at a time here."""
    assert version
    return "wal"


if __name__ == "__main__":
    address, times, seeded = sys.argv[1:4]
    if sys.argv[4:] == ["wal"]:
        engine.journal_mode = wal
    sys.stdout.write(json.dumps(crash(address, int(times), int(seeded))))
