"""Facts were read, somebody else saved, the fingerprint was read: the next save wrote over theirs unseen."""

from dataclasses import replace
from pathlib import Path

import pytest

from rota.store.errors import FactsChanged
from rota.workspace.opened import Workspace
from tests.workspace.given import workspace


def test_a_save_between_the_two_readings_is_noticed(tmp_path: Path) -> None:
    with workspace(tmp_path) as found:
        mine = Workspace(found.store, found.clock)
        fewer = replace(mine.facts, needs=())
        found.store.save_facts(replace(found.facts, name="theirs"), found.fingerprint)
        with pytest.raises(FactsChanged):
            found.store.save_facts(fewer, mine.fingerprint)
