"""A party that agreed to one thing, then to another, could not come back to the first."""

from datetime import timedelta
from pathlib import Path

from rota.model.calendar import Slot
from rota.reconcile import Stated
from rota.workspace import attending, reconciling
from tests.workspace.given import BOTH, FIRST, JANUARY, NOVEMBER, draft, publish, workspace

WEEK = FIRST + timedelta(days=7)
MONTH = f"{WEEK:%Y-%m}"


def test_a_party_may_come_back_to_its_first_choice(tmp_path: Path) -> None:
    with workspace(tmp_path, now=NOVEMBER) as found:
        publish(found, draft(found, WEEK, 1))
    with workspace(tmp_path, now=JANUARY) as found:
        post = next(line.post for line in reconciling.compare(found, MONTH).differences if line.day == WEEK)
        for site in BOTH:
            attending.state(found, site, post, Stated(day=WEEK, slots=(Slot.AM,)))
        one = next(each for each in reconciling.compare(found, MONTH).waiting if each.day == WEEK)
        for choice, parts in (("shared", {"CH": 60}), ("not-done", None), ("shared", {"CH": 60})):
            assert reconciling.settle(found, one.id, choice, "CH", parts=parts).missing == ("CHU",)
        before = len(found.ledgers()[post])
        assert reconciling.settle(found, one.id, "shared", "CH", parts={"CH": 60}).missing == ("CHU",)
        assert len(found.ledgers()[post]) == before, "what stands is not written twice"
        assert reconciling.settle(found, one.id, "shared", "CHU", parts={"CH": 60}).missing == ()
