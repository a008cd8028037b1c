"""The facts of a folder in a workspace: lossless, versioned, never overwritten unseen."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from rota.errors import UserError
from rota.ledger.contract import contract_of
from rota.model.facts import Facts, SiteShare
from rota.sites import fingerprint, read
from rota.store import Store
from rota.store.errors import FactsChanged, NoStore
from tests import builders
from tests.builders import CH, CHU
from tests.store.clocks import CountingClock
from tests.store.drafts import contract, draft

SAMPLES = sorted(path.parent for path in (Path(__file__).parents[2] / "sample_sites").glob("*/folder.toml"))


@pytest.mark.parametrize("folder", SAMPLES, ids=[path.name for path in SAMPLES])
def test_folder_comes_back_as_it_was_brought_in(folder: Path, sqlite_url: str) -> None:
    facts = read(folder)
    with Store.create(sqlite_url, facts, clock=CountingClock()) as store:
        assert store.facts() == facts
        assert store.fingerprint() == fingerprint(facts)
        expected = sorted((contract_of(each) for each in facts.conventions), key=lambda each: each.post)
        assert list(store.read(lambda unit: unit.ledger.contracts())) == expected


def test_saving_again_changes_nothing(store: Store) -> None:
    facts, first = builders.facts(3), store.fingerprint()
    saved = store.save_facts(facts, first)
    assert store.save_facts(facts, first) == saved == fingerprint(facts)
    assert store.facts() == facts
    counted = "SELECT count(*) FROM facts_version"
    assert store.read(lambda unit: unit.connection.exec_driver_sql(counted).scalar()) == 2


def test_facts_saved_meanwhile_are_not_overwritten(store: Store) -> None:
    first = store.fingerprint()
    theirs = store.save_facts(builders.facts(3), first)
    with pytest.raises(FactsChanged) as changed:
        store.save_facts(builders.facts(4), first)
    assert changed.value.fingerprint == theirs
    assert store.facts() == builders.facts(3)


def test_order_of_rows_is_kept(store: Store) -> None:
    facts = store.facts()
    turned = replace(facts, sites=facts.sites[::-1])
    assert fingerprint(turned) == fingerprint(facts)
    store.save_facts(turned, store.fingerprint())
    assert store.facts() == turned


def test_earlier_facts_are_found_by_their_fingerprint(store: Store) -> None:
    first, facts = store.fingerprint(), store.facts()
    store.save_facts(builders.facts(3), first)
    assert store.read(lambda unit: unit.facts.facts(first)) == facts
    with pytest.raises(NoStore):
        store.read(lambda unit: unit.facts.facts("0" * 64))


def test_new_post_opens_a_contract(store: Store) -> None:
    with pytest.raises(UserError):
        store.contract(builders.post(3).id)
    store.save_facts(builders.facts(3), store.fingerprint())
    assert store.contract(builders.post(3).id) == contract(3)


def _with_convention(**more: object) -> Facts:
    return builders.facts(1, conventions=(builders.convention(builders.post().id, **more),))


def test_convention_may_change_while_nothing_is_written(store: Store) -> None:
    facts = _with_convention(end=date(2027, 10, 31))
    store.save_facts(facts, store.fingerprint())
    assert store.contract(builders.post().id).end == date(2027, 10, 31)


def test_convention_with_entries_keeps_its_opening_and_its_sites(store: Store) -> None:
    store.append([draft(1)])
    store.save_facts(_with_convention(end=date(2027, 10, 31)), store.fingerprint())
    assert store.contract(builders.post().id) == contract()
    only = (SiteShare(site=CH, percent=100, services=(builders.CH_MED,)),)
    with pytest.raises(UserError, match="open between CH, CHU"):
        store.save_facts(_with_convention(shares=only, minimums=()), store.fingerprint())


def test_next_convention_of_a_post_is_its_contract(store: Store) -> None:
    store.append([draft(1)])
    later = _with_convention(start=date(2028, 11, 1), end=date(2030, 10, 31), employer=CHU)
    store.save_facts(later, store.fingerprint())
    assert store.contract(builders.post().id).start == date(2028, 11, 1)
    assert [entry.seq for entry in store.entries(contract().id)] == [1]
