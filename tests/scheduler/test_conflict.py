"""A conflict names its facts and no other, and the cheapest way out."""

from collections.abc import Sequence

from rota.model.problem import Problem
from rota.rules.clauses import AtLeast, AtMost, Clause, OneFree
from rota.scheduler import solve
from rota.scheduler.outcome import Conflict, Status
from tests.scheduler.given import Hard, Number, about, small


def conflict(problem: Problem, *rules: Hard) -> Conflict:
    """The conflict of a problem that has one."""
    outcome = solve(problem, rules=rules)
    assert outcome.status is Status.IMPOSSIBLE
    assert outcome.conflict is not None
    return outcome.conflict


def pin(number: Number, rank: int, fact: str) -> Clause:
    """Someone wants this task to stand."""
    return AtLeast(about("pins", owner="CH", fact=fact), ((number(rank), 1),), 1)


def absence(number: Number, ranks: Sequence[int], fact: str) -> list[Clause]:
    """Someone is away."""
    return [
        AtMost(about("availability", owner="ASP-1", fact=fact), ((number(rank), 1),), 0) for rank in ranks
    ]


def test_a_pin_on_leave_names_the_pin_and_the_leave() -> None:
    """Rules and facts that play no part are left out; the pin is the cheapest to give up."""

    def clauses(number: Number) -> list[Clause]:
        return [
            pin(number, 0, "P-1"),
            pin(number, 2, "P-2"),
            *absence(number, (0, 1), "A-1"),
            *absence(number, (3,), "A-2"),
            AtMost(about(), ((number(0), 1), (number(1), 1)), 1),
        ]

    found = conflict(small(), Hard(clauses))
    assert [(c.kind, c.fact) for c in found.culprits] == [("pin", "P-1"), ("absence", "A-1")]
    assert [(c.kind, c.fact) for c in found.cheapest] == [("pin", "P-1")]


def test_two_pins_of_one_cell_are_both_named() -> None:
    """The same owner decided the same cell twice: two culprits, and giving up one of them is enough."""

    def clauses(number: Number) -> list[Clause]:
        both = AtMost(about(), ((number(0), 1), (number(1), 1)), 1)
        return [pin(number, 0, "P-1"), pin(number, 1, "P-1"), both]

    found = conflict(small(), Hard(clauses))
    assert [(c.kind, c.fact) for c in found.culprits] == [("pin", "P-1"), ("pin", "P-1"), ("rule", "")]
    assert [(c.kind, c.fact) for c in found.cheapest] == [("pin", "P-1")]


def test_two_pins_and_a_leave_that_only_clash_together() -> None:
    """A rest that each alone would leave free: all three and the rule are named, nothing else."""

    def clauses(number: Number) -> list[Clause]:
        rest = OneFree(about(), ((number(0), number(1)), (number(2),), (number(3), number(4))))
        return [
            pin(number, 0, "P-1"),
            pin(number, 2, "P-2"),
            *absence(number, (5,), "A-1"),
            AtLeast(about("other"), ((number(3), 1), (number(5), 1)), 1),
            AtMost(about("idle"), ((number(5), 1), (number(6), 1)), 1),
            rest,
        ]

    found = conflict(small(7), Hard(clauses))
    assert {(c.kind, c.fact or c.rule) for c in found.culprits} == {
        ("pin", "P-1"),
        ("pin", "P-2"),
        ("absence", "A-1"),
        ("rule", "given-hard"),
        ("rule", "other"),
    }
    assert len(found.cheapest) == 1
    assert found.cheapest[0].kind == "pin"


def test_a_clash_that_only_integrality_causes_is_found() -> None:
    """Three tasks of which any two exclude each other, and two are asked: no single value is forced."""

    def clauses(number: Number) -> list[Clause]:
        pairs = [(0, 1), (1, 2), (0, 2)]
        return [
            *(AtMost(about(f"pair-{a}{b}"), ((number(a), 2), (number(b), 2)), 3) for a, b in pairs),
            AtLeast(about("pins", owner="CH", fact="P-1"), tuple((number(rank), 1) for rank in range(3)), 2),
        ]

    found = conflict(small(), Hard(clauses))
    assert {c.fact or c.rule for c in found.culprits} == {"P-1", "pair-01", "pair-12", "pair-02"}
    assert [c.fact for c in found.cheapest] == ["P-1"]


def test_laws_alone_have_no_way_out() -> None:
    """When only laws clash there is nothing anyone could give up."""

    def clauses(number: Number) -> list[Clause]:
        return [AtMost(about("a"), ((number(0), 1),), 0), AtLeast(about("b"), ((number(0), 1),), 1)]

    found = conflict(small(), Hard(clauses))
    assert {c.rule for c in found.culprits} == {"a", "b"}
    assert found.cheapest == ()
