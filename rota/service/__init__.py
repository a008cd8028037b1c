"""The verbs of the product: what the command line, the terminal and the exports call. Nothing here prints."""

from rota.service.contents import NO_POST, NO_SERVICE, Refused, cell_of, content_of, known
from rota.service.differences import Change, Kind, PlanDiff, Tally, diff_plans, differences
from rota.service.edits import WhatIf, what_if
from rota.service.opening import Opened, OpenPlan, open_earlier_plan, open_plan, open_site
from rota.service.pins import FaultyPins, read_pins
from rota.service.planning import make_plan, make_problem, plan_file_of
from rota.service.shares import MonthTime, SiteTime, months
from rota.service.typical import Departure, TypicalCell, TypicalWeek, typical_weeks
from rota.service.views import (
    NeedCell,
    NeedRow,
    PostWeek,
    ServiceWeek,
    ShownCell,
    post_weeks,
    service_weeks,
    weeks_of,
)

__all__ = [
    "NO_POST",
    "NO_SERVICE",
    "Change",
    "Departure",
    "FaultyPins",
    "Kind",
    "MonthTime",
    "NeedCell",
    "NeedRow",
    "OpenPlan",
    "Opened",
    "PlanDiff",
    "PostWeek",
    "Refused",
    "ServiceWeek",
    "ShownCell",
    "SiteTime",
    "Tally",
    "TypicalCell",
    "TypicalWeek",
    "WhatIf",
    "cell_of",
    "content_of",
    "diff_plans",
    "differences",
    "known",
    "make_plan",
    "make_problem",
    "months",
    "open_earlier_plan",
    "open_plan",
    "open_site",
    "plan_file_of",
    "post_weeks",
    "read_pins",
    "service_weeks",
    "typical_weeks",
    "weeks_of",
    "what_if",
]
