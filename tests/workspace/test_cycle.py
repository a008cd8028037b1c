"""The whole cycle on Vitré: two months attended, reconciled, closed by both; January gives back."""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from rota.cli import demo_ledger as demo
from rota.cli.samples import sample
from rota.ledger.months import state
from rota.reconcile import Difference, Kind
from rota.workspace import attending, closing, history, journal, reconciling, standing, starting
from rota.workspace.attending import Imported
from rota.workspace.opened import Workspace, opened
from rota.workspace.verifying import verified
from tests.workspace.given import JANUARY, At

pytestmark = pytest.mark.long

NOVEMBER, DECEMBER = demo.MONTHS


@dataclass(frozen=True)
class Lived:
    """What was seen while the two months were lived; the database is closed and stays what it is."""

    folder: Path
    imports: tuple[tuple[Imported, Imported], ...]
    """Each file, and the same one again."""
    november: reconciling.Reconciled
    december: Sequence[Difference]
    applied: reconciling.Reconciled
    """December before anything is decided."""
    refused: Sequence[closing.Closing]
    decided: reconciling.Reconciled
    closed: tuple[int, int]
    """Posts that both sites signed, each month."""


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Lived:
    """November and December published from one folder, attended, decided, closed."""
    folder = tmp_path_factory.mktemp("cycle")
    shutil.copytree(sample("vitre"), folder / "site", ignore=shutil.ignore_patterns("balances.csv"))
    starting.init(folder / "site", url(folder), At(JANUARY))
    with opened(url(folder), At(JANUARY)) as found:
        for first, weeks in demo.PLANS:
            demo.published(found, demo.drafted(found, first, weeks))
        return live(found, folder)


def live(found: Workspace, folder: Path) -> Lived:
    imports = attend(found, folder, NOVEMBER)
    november = reconciling.apply(found, NOVEMBER, "CH")
    first = len(demo.close(found, NOVEMBER))
    imports += attend(found, folder, DECEMBER)
    december = reconciling.compare(found, DECEMBER).differences
    applied = reconciling.apply(found, DECEMBER, "CH")
    refused = closing.close(found, DECEMBER, "CH", demo.DEBTOR)
    demo.decide(found, applied.waiting)
    decided = reconciling.apply(found, DECEMBER, "CH")
    second = len(demo.close(found, DECEMBER))
    return Lived(folder, imports, november, december, applied, refused, decided, (first, second))


def attend(found: Workspace, folder: Path, month: str) -> tuple[tuple[Imported, Imported], ...]:
    return tuple(
        (
            attending.import_attendance(found, file, site, mapping),
            attending.import_attendance(found, file, site, mapping),
        )
        for file, site, mapping in demo.stated(found, folder, month)
    )


def url(folder: Path) -> str:
    return f"sqlite:///{(folder / 'rota.db').as_posix()}"


@pytest.fixture
def cycle(lived: Lived, tmp_path: Path) -> Iterator[Workspace]:
    """A copy of what was lived, for one test to write in."""
    shutil.copy(lived.folder / "rota.db", tmp_path)
    with opened(url(tmp_path), At(JANUARY)) as found:
        yield found


def test_every_line_is_taken_once(lived: Lived) -> None:
    assert len(lived.imports) == 2 * len(demo.SITES)
    for made, again in lived.imports:
        assert (made.entered, made.duplicates, made.rejected) == (made.lines, 0, ())
        assert again.before
        assert again.entries == 0


def test_a_month_that_went_as_planned_waits_for_nobody(lived: Lived) -> None:
    assert lived.november.differences == ()
    assert all(one.percent == 100 for one in lived.november.completeness.values())


def test_a_month_that_did_not_is_decided_before_it_is_closed(lived: Lived) -> None:
    kinds = {each.kind for each in lived.december}
    assert kinds >= {
        Kind.ABSENT,
        Kind.SWAPPED,
        Kind.EXTRA,
        Kind.CALL_OUT,
        Kind.CONTRADICTION,
        Kind.OTHER_SITE,
    }
    assert {each.kind for each in lived.applied.waiting} == kinds - {Kind.DONE, Kind.CALL_OUT}
    assert [one.step for one in lived.refused] == ["refused"]
    assert lived.decided.differences == ()
    assert lived.closed == (7, 7)


def test_both_months_are_closed_and_sound(cycle: Workspace) -> None:
    for entries in cycle.ledgers().values():
        assert set(state(entries).closed) == set(demo.MONTHS)
    for one in verified(cycle):
        assert one.report.faults == ()


def test_january_gives_back_what_is_owed(cycle: Workspace) -> None:
    owed = {balance.post: balance.owed for balance in history.before(cycle, demo.JANUARY).balances}
    assert owed[demo.DEBTOR][cycle.site("CH")] > 4 * 60
    (back,) = demo.shares_given_back(cycle)
    december, without, january = back.shares
    assert (back.post, back.site) == (demo.DEBTOR, "CH")
    assert december < 5_000 <= without < january


def test_each_step_again_writes_nothing(cycle: Workspace, lived: Lived) -> None:
    before = {post: len(entries) for post, entries in cycle.ledgers().items()}
    for month in demo.MONTHS:
        for site in demo.SITES:
            file = lived.folder / f"{site}-{month}.csv"
            mapping = lived.folder / f"{site}.toml" if site == demo.LOCAL else None
            assert attending.import_attendance(cycle, file, site, mapping).entries == 0
        reconciling.apply(cycle, month, "CH")
        for site in demo.SITES:
            assert {one.step for one in closing.close(cycle, month, site)} == {"closed"}
    assert {post: len(entries) for post, entries in cycle.ledgers().items()} == before


def test_worked_time_is_judged_and_told(cycle: Workspace) -> None:
    judged = standing.standing_of(cycle, None, date(2027, 1, 3), try_moves=False)
    broken = {line.rule for line in judged.broken_laws}
    assert ("minimum-share", demo.DEBTOR) in {
        (line.rule, line.who) for line in judged.lines if line.light == "red"
    }
    assert broken == {"additional-time"}, "unplanned and swapped duties are beyond the service owed"
    lines = journal.lines(cycle, demo.DEBTOR, DECEMBER)
    assert sum(line.difference for line in lines if line.site == "CH") == -demo.HALF_DAYS * 60
    assert not any(line.pending for line in lines)
