"""A consent given before another claim came was told as given, although nothing could be settled with it."""

from datetime import time, timedelta
from pathlib import Path

from rota.model.calendar import Slot
from rota.reconcile import Kind, Stated
from rota.workspace import attending, reconciling
from tests.workspace.given import FIRST, JANUARY, NOVEMBER, draft, publish, workspace

WEEK = FIRST + timedelta(days=7)
MONTH = f"{WEEK:%Y-%m}"


def test_a_consent_to_earlier_claims_is_awaited_again(tmp_path: Path) -> None:
    with workspace(tmp_path, now=NOVEMBER) as found:
        publish(found, draft(found, WEEK, 1))
    with workspace(tmp_path, now=JANUARY) as found:
        post = next(line.post for line in reconciling.compare(found, MONTH).differences if line.day == WEEK)
        for site in ("CH", "CHU"):
            attending.state(found, site, post, Stated(day=WEEK, slots=(Slot.AM,)))
        one = next(each for each in reconciling.compare(found, MONTH).waiting if each.day == WEEK)
        assert one.kind is Kind.CONTRADICTION
        parts = {"CH": 60}
        assert reconciling.settle(found, one.id, "shared", "CH", parts=parts).missing == ("CHU",)
        later = Stated(day=WEEK, slots=(Slot.AM,), hours=(time(8), time(12)))
        attending.state(found, "CHU", post, later)
        settled = reconciling.settle(found, one.id, "shared", "CHU", parts=parts)
        assert (settled.missing, settled.entries) == (("CH",), 1), "CH has agreed to something else"
        assert reconciling.settle(found, one.id, "shared", "CH", parts=parts).missing == ()
