"""Each way to spoil a folder is told with its place, what is wrong and what to do, in both languages."""

import importlib
import pkgutil
from pathlib import Path

import pytest

import rota.sites
from rota.sites.faults import Faults, Place, Trouble
from tests.sites.cases import CASES
from tests.sites.changes import faults_of
from tests.sites.golden import golden, spoilt, told


@pytest.mark.parametrize("name", CASES)
def test_fault_is_told(name: str, tmp_path: Path) -> None:
    faults = faults_of(spoilt(name, tmp_path))
    assert faults, "nothing was found wrong"
    assert golden()[name] == told(faults)


def troubles() -> dict[str, Trouble]:
    """All kinds of fault of the package, by name."""
    found: dict[str, Trouble] = {}
    for module in pkgutil.iter_modules(rota.sites.__path__):
        names = vars(importlib.import_module(f"rota.sites.{module.name}"))
        found |= {name: thing for name, thing in names.items() if isinstance(thing, Trouble)}
    return found


@pytest.mark.parametrize("name", sorted(troubles()))
def test_both_languages_have_the_same_placeholders(name: str) -> None:
    trouble = troubles()[name]
    assert trouble.what.placeholders() is not None
    assert trouble.remedy.placeholders() is not None


def test_every_kind_of_fault_is_met(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No fault without a case; the others are met in test_hostile.py and test_rrules.py."""
    met: list[Trouble] = []
    plain = Faults.add

    def add(self: Faults, place: Place, trouble: Trouble, **values: object) -> None:
        met.append(trouble)
        plain(self, place, trouble, **values)  # type: ignore[arg-type]

    monkeypatch.setattr(Faults, "add", add)
    for number, name in enumerate(CASES):
        faults_of(spoilt(name, tmp_path / str(number)))

    unmet = {name for name, trouble in troubles().items() if trouble not in met}
    assert unmet == {"TOO_MANY_FAULTS", "UNREADABLE", "REFUSED"}
