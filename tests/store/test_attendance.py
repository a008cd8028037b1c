"""Files of attendance: each line accounted for once, whole or not at all."""

from hashlib import sha256

import pytest

from rota.errors import UserError
from rota.store import AttendanceFile, AttendanceLine, Outcome, Store, Unit
from rota.store.errors import Refused
from tests.builders import CH, CHU
from tests.store.drafts import contract, draft

KEY = sha256(b"december").digest()
LINES = (
    AttendanceLine(line=2, outcome=Outcome.ENTRY, contract=contract().id, seq=1),
    AttendanceLine(line=3, outcome=Outcome.DUPLICATE, reason="same-day", contract=contract().id, seq=1),
    AttendanceLine(line=4, outcome=Outcome.REJECTED, reason="unknown-post"),
)


def _import(store: Store, lines: tuple[AttendanceLine, ...] = LINES, site: object = CH) -> AttendanceFile:
    def work(unit: Unit) -> AttendanceFile:
        unit.ledger.append([draft(1)])
        return unit.attendance.record(site, KEY, "décembre.csv", lines, author="affairs")  # type: ignore[arg-type]

    return store.run(work)


def test_file_and_lines_are_recorded_with_their_entries(store: Store) -> None:
    file = _import(store)
    assert (file.site, file.sha256, file.name, file.author) == (CH, KEY, "décembre.csv", "affairs")
    assert file.counts == {Outcome.ENTRY: 1, Outcome.DUPLICATE: 1, Outcome.REJECTED: 1}
    assert store.read(lambda unit: unit.attendance.lines(CH, KEY)) == LINES
    assert store.read(lambda unit: unit.attendance.files()) == (file,)


def test_same_file_twice_adds_nothing(store: Store) -> None:
    assert _import(store) == _import(store, LINES[::-1])
    assert len(list(store.entries(contract().id))) == 1


def test_same_file_with_other_outcomes_is_refused(store: Store) -> None:
    _import(store)
    with pytest.raises(Refused):
        _import(store, LINES[:2])


def test_same_bytes_from_another_site_are_another_file(store: Store) -> None:
    _import(store)
    assert store.read(lambda unit: unit.attendance.file(CHU, KEY)) is None
    _import(store, LINES[2:], CHU)
    assert len(store.read(lambda unit: unit.attendance.files())) == 2


@pytest.mark.parametrize(
    "line",
    [
        AttendanceLine(line=5, outcome=Outcome.ENTRY),
        AttendanceLine(line=5, outcome=Outcome.REJECTED),
        AttendanceLine(line=5, outcome=Outcome.ENTRY, contract=contract().id, seq=99),
        AttendanceLine(line=4, outcome=Outcome.REJECTED, reason="twice"),
    ],
    ids=["no entry", "no reason", "entry that is not there", "line twice"],
)
def test_half_a_file_is_never_recorded(store: Store, line: AttendanceLine) -> None:
    with pytest.raises(UserError):
        _import(store, (*LINES, line))
    assert store.read(lambda unit: unit.attendance.files()) == ()
    assert store.head(contract().id)[0] == 0
