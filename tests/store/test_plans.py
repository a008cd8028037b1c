"""Plans from draft to published, version by version."""

import pytest

from rota.store import PlanChanged, PlanState, PlanVersion, Store
from rota.store.errors import PlanRefused
from rota.words import Lang
from tests.builders import CH, CHU
from tests.store.drafts import contract, plan

NAME = "2026-12"


def save(store: Store, body: str, based_on: int, *, author: str = "head-ch", name: str = NAME) -> PlanVersion:
    return store.run(lambda unit: unit.plans.save(name, body, based_on=based_on, author=author, site=CH))


def _propose(store: Store, version: int) -> PlanVersion:
    return store.run(lambda unit: unit.plans.propose(NAME, version, [CH, CHU], author="head-ch", site=CH))


def _agree(store: Store, version: int) -> PlanVersion:
    return store.run(lambda unit: unit.plans.agree(NAME, version, author="head-chu", site=CHU))


def _publish(store: Store, version: int) -> PlanVersion:
    return store.run(lambda unit: unit.plans.publish(NAME, version, author="head-ch", site=CH))


def _execute(store: Store, statement: str) -> None:
    store.run(lambda unit: unit.connection.exec_driver_sql(statement))


def _history(store: Store) -> tuple[PlanVersion, ...]:
    return store.read(lambda unit: unit.plans.history(NAME))


def test_plan_goes_from_draft_to_published_by_the_agreement_of_both(store: Store) -> None:
    drafted = save(store, "one", 0)
    assert (drafted.version, drafted.state, drafted.body, drafted.author_site) == (
        1,
        PlanState.DRAFT,
        "one",
        CH,
    )
    proposed = _propose(store, 1)
    assert (proposed.state, proposed.asked, proposed.agreed) == (PlanState.PROPOSED, (CH, CHU), (CH,))
    assert _agree(store, 1).state is PlanState.AGREED
    assert _publish(store, 1).state is PlanState.PUBLISHED
    assert store.read(lambda unit: unit.plans.published(NAME)) == _history(store)[0]


def test_each_step_twice_is_once(store: Store) -> None:
    assert save(store, "one", 0) == save(store, "one", 0)
    for step in (_propose, _agree, _publish):
        assert step(store, 1) == step(store, 1)
    assert save(store, "two", 1) == save(store, "two", 1)
    counted = "SELECT count(*) FROM plan_event"
    assert store.read(lambda unit: unit.connection.exec_driver_sql(counted).scalar()) == 5
    assert len(_history(store)) == 2


def test_change_made_from_an_older_version_is_refused_and_shows_the_other_one(store: Store) -> None:
    save(store, "one", 0)
    theirs = save(store, "theirs", 1, author="head-chu")
    with pytest.raises(PlanChanged) as changed:
        save(store, "ours", 1)
    assert changed.value.theirs == theirs
    assert changed.value.text.say(Lang.EN) == (
        "the plan was changed meanwhile (CH, version 2): look at that change, then decide"
    )
    assert [version.body for version in _history(store)] == ["one", "theirs"]


def test_first_version_cannot_be_made_from_one_that_is_not_there(store: Store) -> None:
    with pytest.raises(PlanChanged) as changed:
        save(store, "one", 3)
    assert changed.value.theirs is None


def test_steps_on_a_version_that_is_no_longer_the_last_are_refused(store: Store) -> None:
    save(store, "one", 0)
    _propose(store, 1)
    save(store, "two", 1)
    for step in (_propose, _agree, _publish):
        with pytest.raises(PlanChanged):
            step(store, 1)
    assert [version.state for version in _history(store)] == [PlanState.SUPERSEDED, PlanState.DRAFT]


def test_published_version_is_in_force_until_the_next_one_is_published(store: Store) -> None:
    for version in (1, 2):
        save(store, f"text {version}", version - 1)
        if version == 2:
            assert [each.state for each in _history(store)] == [PlanState.PUBLISHED, PlanState.DRAFT]
        _propose(store, version)
        _agree(store, version)
        _publish(store, version)
    assert [version.state for version in _history(store)] == [PlanState.SUPERSEDED, PlanState.PUBLISHED]


def test_publishing_waits_for_all_sites(store: Store) -> None:
    save(store, "one", 0)
    with pytest.raises(PlanRefused, match="not proposed"):
        _publish(store, 1)
    _propose(store, 1)
    with pytest.raises(PlanRefused, match="still awaited: CHU"):
        _publish(store, 1)


def test_site_that_was_not_asked_cannot_agree(store: Store) -> None:
    save(store, "one", 0)
    with pytest.raises(PlanRefused):
        _agree(store, 1)


def test_database_itself_refuses_what_was_not_agreed(store: Store) -> None:
    save(store, "one", 0)
    _propose(store, 1)
    event = "INSERT INTO plan_event VALUES ('2026-12', 1, '{}', '{}', 'forger', 1)"
    for told in (event.format("published", CH), event.format("agreed", "OTHER")):
        with pytest.raises(PlanRefused):
            _execute(store, told)


def test_undo_is_a_new_version(store: Store) -> None:
    save(store, "one", 0)
    save(store, "two", 1)
    undone = store.run(lambda unit: unit.plans.undo(NAME, 1, based_on=2, author="head-ch", site=CH))
    assert (undone.version, undone.body, undone.undoes) == (3, "one", 1)
    with pytest.raises(PlanChanged):
        store.run(lambda unit: unit.plans.undo(NAME, 1, based_on=2, author="head-chu", site=CHU))
    with pytest.raises(PlanRefused):
        store.run(lambda unit: unit.plans.undo(NAME, 9, based_on=3, author="head-ch", site=CH))
    assert len(_history(store)) == 3


def test_plan_and_its_entries_are_published_together_or_not_at_all(store: Store) -> None:
    save(store, "one", 0)
    _propose(store, 1)

    def publish(author_ready: bool) -> None:
        def work(unit: object) -> None:
            unit.ledger.append([plan(1)])  # type: ignore[attr-defined]
            unit.plans.publish(NAME, 1, author="head-ch", site=CH)  # type: ignore[attr-defined]

        if author_ready:
            _agree(store, 1)
        store.run(work)

    with pytest.raises(PlanRefused):
        publish(author_ready=False)
    assert store.head(contract().id)[0] == 0
    publish(author_ready=True)
    assert store.head(contract().id)[0] == 1


def test_names_are_told_in_order(store: Store) -> None:
    for name in ("2027-01", "2026-12"):
        save(store, "{}", 0, name=name)
    assert store.read(lambda unit: unit.plans.names()) == ("2026-12", "2027-01")
    assert store.read(lambda unit: unit.plans.head("2027-02")) is None
