"""What a verb would change is told without anything being changed."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from rota import sites
from rota.errors import UserError
from rota.ledger.writer import month_span
from rota.workspace import attending, closing, reconciling, starting
from rota.workspace.foreseeing import foresee
from rota.workspace.opened import Workspace, opened
from tests.store.servers import require, schema
from tests.workspace.given import FIRST, JANUARY, NOVEMBER, At, draft, publish, small, workspace

WEEK = FIRST + timedelta(days=7)
MONTH = f"{WEEK:%Y-%m}"


@pytest.fixture
def found(tmp_path: Path) -> Iterator[Workspace]:
    """In January: a week of December is published, nothing is stated."""
    with workspace(tmp_path, now=NOVEMBER) as found:
        publish(found, draft(found, WEEK, 1))
    with workspace(tmp_path, now=JANUARY) as found:
        yield found


def counted(of: Workspace) -> int:
    """Confirm at both sites and count."""
    stated = sum(attending.confirm_days(of, site, month_span(MONTH)) for site in ("CH", "CHU"))
    reconciling.apply(of, MONTH, "CH")
    return stated


def test_what_is_foreseen_is_what_comes_and_nothing_stays_before(found: Workspace) -> None:
    posts = list(found.contracts())
    before = found.ledgers()
    foreseen = foresee(found, counted, MONTH, posts)
    assert found.ledgers() == before, "nothing of it stays"
    assert foreseen.answer == counted(found)
    again = foresee(found, lambda _of: None, MONTH, posts)
    assert [one.done[0] for one in again.balances] == [one.done[1] for one in foreseen.balances]
    assert any(one.moves for one in foreseen.balances)
    assert not any(one.moves for one in again.balances)


def test_closing_is_foreseen_with_its_conditions(found: Workspace) -> None:
    posts = list(found.contracts())
    (one,) = foresee(found, lambda of: closing.close(of, MONTH, "CH", posts[0]), MONTH, posts[:1]).answer
    assert one.step == "refused"
    counted(found)
    (one,) = foresee(found, lambda of: closing.close(of, MONTH, "CH", posts[0]), MONTH, posts[:1]).answer
    assert (one.step, one.sheet is not None) == ("proposed", True)
    assert closing.close(found, MONTH, "CH", posts[0])[0].step == "proposed", "it was not proposed before"


def test_what_is_refused_is_refused_when_it_is_foreseen(found: Workspace) -> None:
    with pytest.raises(UserError):
        foresee(found, lambda of: closing.close(of, "2027-01", "CH"), MONTH, [])


def test_it_is_undone_on_postgresql_too(tmp_path: Path) -> None:
    require()
    sites.write(small(), tmp_path / "site")
    with schema() as url:
        starting.init(tmp_path / "site", url, At(NOVEMBER))
        with opened(url, At(NOVEMBER)) as of:
            publish(of, draft(of, WEEK, 1))
        with opened(url, At(JANUARY)) as of:
            before = of.ledgers()
            foreseen = foresee(of, counted, MONTH, list(of.contracts()))
            assert any(one.moves for one in foreseen.balances)
            assert of.ledgers() == before
            assert foreseen.answer == counted(of)
