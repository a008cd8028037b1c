"""Closing a month of which much is still due is not refused; what is due is told before it is signed."""

from dataclasses import replace
from pathlib import Path

from rota.ledger.writer import month_span
from rota.words import Lang
from rota.workspace import attending, closing, reconciling
from rota.workspace.opened import Workspace
from tests.workspace.given import FIRST, JANUARY, draft, publish, small, workspace

DECEMBER = "2026-12"


def closed(found: Workspace, month: str, site: str) -> closing.Closing:
    (one,) = closing.close(found, month, site, "ASP-1")
    return one


def test_a_month_that_nobody_planned_says_what_is_due(tmp_path: Path) -> None:
    with workspace(tmp_path, now=JANUARY) as found:
        reconciling.apply(found, DECEMBER, "CH")
        for site, step in (("CH", "proposed"), ("CHU", "signed"), ("CH", "closed")):
            one = closed(found, DECEMBER, site)
            assert one.step == step
            (told,) = one.warnings
            assert told.say(Lang.EN) == (
                "84 half-days are still due at the end of 2026-12 (CH 42, CHU 42); 0 were planned in it."
            )
            assert "84 demi-journées restent dues" in told.say(Lang.FR)


def test_what_was_planned_is_told_beside_it(tmp_path: Path) -> None:
    with workspace(tmp_path, now=JANUARY) as found:
        publish(found, draft(found, FIRST, 1))
        for site in ("CH", "CHU"):
            attending.confirm_days(found, site, month_span(DECEMBER))
        reconciling.apply(found, DECEMBER, "CH")
        (told,) = closed(found, DECEMBER, "CH").warnings
        assert "; 0 were planned" not in told.say(Lang.EN)


def test_less_than_a_week_is_not_spoken_of(tmp_path: Path) -> None:
    late = tuple(replace(each, start=FIRST) for each in small().conventions)
    with workspace(tmp_path, replace(small(), conventions=late), now=JANUARY) as found:
        reconciling.apply(found, "2026-11", "CH")
        assert closed(found, "2026-11", "CH").warnings == ()
