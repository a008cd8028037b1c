"""Every hostile change to a database is found and named by ``rota ledger verify``, never by a traceback."""

import shutil
from pathlib import Path

import pytest

from rota.ledger.writer import month_span
from rota.words import Lang
from rota.workspace import attending, closing, reconciling
from rota.workspace.opened import opened
from rota.workspace.verifying import beside, verified
from tests.cli.conftest import Run, run
from tests.ledger.hostile_database import ATTACKS, DatabaseAttack
from tests.workspace.given import FIRST, JANUARY, NOVEMBER, At, draft, publish, workspace

__all__ = ["run"]
MONTH = f"{FIRST:%Y-%m}"


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with a month planned, attended and closed; it is only copied."""
    folder = tmp_path_factory.mktemp("sound")
    with workspace(folder, now=NOVEMBER) as found:
        publish(found, draft(found, FIRST, 1))
    with workspace(folder, now=JANUARY) as found:
        for site in ("CH", "CHU"):
            attending.confirm_days(found, site, month_span(MONTH))
        reconciling.apply(found, MONTH, "CH")
        for site in ("CH", "CHU"):
            closing.close(found, MONTH, site)
    return folder / "rota.db"


@pytest.fixture
def copy(sound: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(sound, tmp_path / "rota.db"))


def found_in(file: Path) -> set[str]:
    """All that is named, by kind; each has its sentences."""
    with opened(f"sqlite:///{file.as_posix()}", At(JANUARY)) as found:
        ledgers, others = verified(found), beside(found)
        protections = {"unprotected"} if found.store.unprotected else set()
    findings = [*others, *(each for one in ledgers for each in one.slots)]
    faults = [fault for one in ledgers for fault in one.report.faults]
    for told in [each.told() for each in findings] + [each.told() for each in faults]:
        assert "{" not in told.say(Lang.FR) + told.say(Lang.EN)
    return protections | {each.kind.value for each in findings} | {each.kind.value for each in faults}


def test_the_true_database_has_nothing_wrong(copy: Path) -> None:
    assert found_in(copy) == set()


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name.en)
def test_an_attack_is_found_and_named(
    attack: DatabaseAttack, copy: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    attack.on(copy)
    assert attack.expected in found_in(copy)
    monkeypatch.setenv("ROTA_DATABASE_URL", f"sqlite:///{copy.as_posix()}")
    told = run("ledger", "verify")
    assert (told.code, told.err) == (1, "")
