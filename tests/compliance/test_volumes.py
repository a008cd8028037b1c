from datetime import date

from rota.compliance.volumes import volumes
from rota.ledger.callouts import record
from rota.model.calendar import Span
from rota.model.task import task_of
from tests.builders import CALL, CH, CH_MED, CHU, CHU_MED, STAFF, duty, half_day
from tests.compliance.given import AM, ASP, DECEMBER, Month, december


def found(month: Month, period: Span = DECEMBER) -> dict[tuple[str, str, str], int | None]:
    return {
        (row.section, row.site, row.what): next(
            value for value in (row.parts, row.minutes, row.count) if value is not None
        )
        for row in volumes(month.entries, month.problem, ASP, period)
    }


def test_the_volumes_of_december() -> None:
    """At home at the CHU: three days at the CH (2, 3 and the night of the 12th), one night far from home."""
    assert found(december()) == {
        ("activity", CHU, "WARD"): 60,
        ("activity", CH, "WARD"): 240,
        ("duty", CH, "CH-GUARD:night"): 1,
        ("hours", CHU, "worked"): 270,
        ("hours", CH, "worked"): 1200 + 840,
        ("travel", CH, "trips"): 3,
        ("travel", CH, "nights-away"): 1,
    }


def test_a_meeting_from_elsewhere_is_no_trip() -> None:
    month = Month().opened()
    month.worked(half_day(ASP, date(2026, 12, 8), AM, CH_MED, STAFF, remote=True))
    assert found(month) == {("activity", CH, "STAFF:remote"): 60, ("hours", CH, "worked"): 270}


def test_waiting_at_home_is_no_work_but_a_call_out_is() -> None:
    month = Month().opened()
    call = duty(ASP, date(2026, 12, 14), line=CALL, service=CHU_MED)
    month.worked(call)
    assert found(month) == {
        ("duty", CHU, "CHU-CALL:night"): 1,
        ("hours", CHU, "standby"): 840,
    }
    month.append(record(month.writer, month.problem, month.entries, task_of(month.problem, call), [120]))
    assert found(month)["hours", CHU, "worked"] == 180


def test_another_period_has_nothing() -> None:
    assert found(december(), Span(date(2027, 1, 1), date(2027, 1, 31))) == {}
    assert found(december(), Span(date(2026, 12, 7), date(2026, 12, 7))) == {
        ("activity", CHU, "WARD"): 60,
        ("hours", CHU, "worked"): 270,
    }
