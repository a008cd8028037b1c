"""Writers killed with SIGKILL: nothing acknowledged is lost, no half group, the chain is good."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def _crash(url: str, kills: int, *how: str) -> None:
    seed = 20261201
    command = [sys.executable, "-m", "tests.store.crashing", url, str(kills), str(seed), *how]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    assert seen["acked"] >= kills, seen
    assert (seen["lost"], seen["halves"], seen["broken"]) == (0, 0, 0), (seed, seen)


@pytest.mark.parametrize("how", [(), ("wal",)], ids=["as guarded", "wal"])
def test_thirty_writers_killed_on_sqlite(tmp_path: Path, how: tuple[str, ...]) -> None:
    _crash(f"sqlite:///{tmp_path / 'rota.db'}", 15, *how)


def test_ten_writers_killed_on_postgresql(postgresql_url: str) -> None:
    _crash(postgresql_url, 10)


@pytest.mark.slow
@pytest.mark.parametrize("how", [(), ("wal",)], ids=["as guarded", "wal"])
def test_two_hundred_writers_killed_on_sqlite(tmp_path: Path, how: tuple[str, ...]) -> None:
    _crash(f"sqlite:///{tmp_path / 'rota.db'}", 200, *how)


@pytest.mark.slow
def test_two_hundred_writers_killed_on_postgresql(postgresql_url: str) -> None:
    _crash(postgresql_url, 200)
