"""Agreeing to a draft was refused as if the site had no say: the plan had only not been proposed yet."""

from pathlib import Path

import pytest

from rota.errors import UserError
from rota.workspace import agreeing
from tests.workspace.given import BOTH, FIRST, draft, workspace


@pytest.mark.parametrize("site", BOTH)
def test_it_is_told_that_the_plan_was_not_proposed(tmp_path: Path, site: str) -> None:
    with workspace(tmp_path) as found:
        draft(found, FIRST, 1)
        with pytest.raises(UserError, match="was not proposed"):
            agreeing.agree(found, "v1", site)
