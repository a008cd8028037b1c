"""The list of ``make mutants`` fits the code: each fault can be seeded, and each test named is there."""

import pytest

from tests.mutants import ROOT, Mutant, mutants


def _says(mutant: Mutant) -> str:
    return mutant.says


def test_at_least_twelve_faults_are_listed() -> None:
    assert len({mutant.says for mutant in mutants()}) == len(mutants()) >= 12


@pytest.mark.parametrize("mutant", mutants(), ids=_says)
def test_a_fault_has_its_place_and_its_tests(mutant: Mutant) -> None:
    text = (ROOT / mutant.file).read_text(encoding="utf-8")
    assert text.count(mutant.old) == 1, (
        f"{mutant.file} has changed: seed the fault anew in tests/mutants.toml"
    )
    for test in mutant.tests:
        path, _, function = test.partition("::")
        assert function.partition("[")[0] in (ROOT / path).read_text(encoding="utf-8")
