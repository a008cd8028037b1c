"""The whole cycle on Vitré: two months attended, reconciled, closed by both; January gives back."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from rota.cli import demo_ledger as demo
from rota.cli.samples import sample
from rota.ledger.months import state
from rota.reconcile import Kind
from rota.workspace import attending, closing, history, journal, reconciling, standing, starting
from rota.workspace.opened import Workspace, opened
from rota.workspace.verifying import verified
from tests.workspace.given import JANUARY, At

NOVEMBER, DECEMBER = demo.MONTHS


@pytest.fixture(scope="module")
def cycle(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Workspace, Path]]:
    """November and December published from one folder, nothing attended yet."""
    folder = tmp_path_factory.mktemp("cycle")
    shutil.copytree(sample("vitre"), folder / "site", ignore=shutil.ignore_patterns("balances.csv"))
    url = f"sqlite:///{(folder / 'rota.db').as_posix()}"
    starting.init(folder / "site", url, At(JANUARY))
    with opened(url, At(JANUARY)) as found:
        for first, weeks in demo.PLANS:
            demo.published(found, demo.drafted(found, first, weeks))
        yield found, folder


def attend(found: Workspace, folder: Path, month: str) -> None:
    for file, site, mapping in demo.stated(found, folder, month):
        made = attending.import_attendance(found, file, site, mapping)
        assert (made.entered, made.duplicates, made.rejected) == (made.lines, 0, ())
        again = attending.import_attendance(found, file, site, mapping)
        assert again.before
        assert again.entries == 0


def test_two_months_are_closed_by_both_and_what_is_owed_comes_back(cycle: tuple[Workspace, Path]) -> None:
    found, folder = cycle
    attend(found, folder, NOVEMBER)
    done = reconciling.apply(found, NOVEMBER, "CH")
    assert done.differences == ()
    assert all(one.percent == 100 for one in done.completeness.values())
    assert len(demo.close(found, NOVEMBER)) == 7

    attend(found, folder, DECEMBER)
    kinds = {each.kind for each in reconciling.compare(found, DECEMBER).differences}
    assert kinds >= {
        Kind.ABSENT,
        Kind.SWAPPED,
        Kind.EXTRA,
        Kind.CALL_OUT,
        Kind.CONTRADICTION,
        Kind.OTHER_SITE,
    }
    done = reconciling.apply(found, DECEMBER, "CH")
    assert {each.kind for each in done.waiting} == kinds - {Kind.DONE, Kind.CALL_OUT}
    refused = closing.close(found, DECEMBER, "CH", demo.DEBTOR)
    assert [one.step for one in refused] == ["refused"]
    demo.decide(found, done.waiting)
    assert reconciling.apply(found, DECEMBER, "CH").differences == ()
    assert len(demo.close(found, DECEMBER)) == 7

    ledgers = found.ledgers()
    for entries in ledgers.values():
        assert set(state(entries).closed) == set(demo.MONTHS)
    for one in verified(found):
        assert one.report.faults == ()
    given_back(found)


def given_back(found: Workspace) -> None:
    owed = {balance.post: balance.owed for balance in history.before(found, demo.JANUARY).balances}
    assert owed[demo.DEBTOR][found.site("CH")] > 4 * 60
    (back,) = demo.shares_given_back(found)
    december, without, january = back.shares
    assert (back.post, back.site) == (demo.DEBTOR, "CH")
    assert december < 5_000 <= without < january


def test_each_step_again_writes_nothing(cycle: tuple[Workspace, Path]) -> None:
    found, folder = cycle
    before = {post: len(entries) for post, entries in found.ledgers().items()}
    for month in demo.MONTHS:
        for site in demo.SITES:
            file = folder / f"{site}-{month}.csv"
            mapping = folder / f"{site}.toml" if site == demo.LOCAL else None
            assert attending.import_attendance(found, file, site, mapping).entries == 0
        reconciling.apply(found, month, "CH")
        for site in demo.SITES:
            assert {one.step for one in closing.close(found, month, site)} == {"closed"}
    assert {post: len(entries) for post, entries in found.ledgers().items()} == before


def test_worked_time_is_judged_and_told(cycle: tuple[Workspace, Path]) -> None:
    found, _ = cycle
    judged = standing.standing_of(found, None, date(2027, 1, 3), try_moves=False)
    broken = {line.rule for line in judged.broken_laws}
    assert ("minimum-share", demo.DEBTOR) in {
        (line.rule, line.who) for line in judged.lines if line.light == "red"
    }
    assert broken == {"additional-time"}, "unplanned and swapped duties are beyond the service owed"
    lines = journal.lines(found, demo.DEBTOR, DECEMBER)
    assert sum(line.difference for line in lines if line.site == "CH") == -demo.HALF_DAYS * 60
    assert not any(line.pending for line in lines)
