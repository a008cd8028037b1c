"""The registry of rules: everything that reads rules reads this tuple."""

from collections.abc import Mapping

from rota.rules.additional_time import AdditionalTime
from rota.rules.agreed_services import AgreedServices
from rota.rules.asked_for import AskedFor
from rota.rules.availability import Availability
from rota.rules.base import Figure, Rule, RuleId
from rota.rules.continuous_work import ContinuousWork
from rota.rules.convention_term import ConventionTerm
from rota.rules.daily_rest import DailyRest
from rota.rules.duty_asked import DutyAsked, OnePerDuty
from rota.rules.duty_first_at import DutyFirstAt
from rota.rules.duty_maximum import DutyMaximum
from rota.rules.duty_spacing import DutySpacing
from rota.rules.duty_weekends import DutyWeekends, WeekendsInARow
from rota.rules.equal_rest import EqualRest
from rota.rules.fair_duty import FairDuty, FairNights, FairWeekends
from rota.rules.follow_up import FollowUp
from rota.rules.needless_remote import NeedlessRemote
from rota.rules.needs_coverage import NeedsIdeal, NeedsMinimum, NeedsSurplus
from rota.rules.nights_away import NightsAway
from rota.rules.no_split_days import NoSplitDays
from rota.rules.on_call_limits import OnCallNights, OnCallSaturdays, OnCallSundays
from rota.rules.one_place_at_a_time import OnePlaceAtATime
from rota.rules.open_site import OpenSite
from rota.rules.pins import Pins
from rota.rules.programmed_slot import ProgrammedSlot
from rota.rules.qualification import Qualification
from rota.rules.regular_weekdays import RegularWeekdays
from rota.rules.rest_after_night import RestAfterNight
from rota.rules.seniority import Seniority
from rota.rules.site_changes import SiteChanges
from rota.rules.site_debt import SiteDebt
from rota.rules.site_share import ContractShare, MinimumShare
from rota.rules.stability import Stability
from rota.rules.staff_meetings import StaffMeetings
from rota.rules.supervision import Supervision
from rota.rules.travel_time import TravelTime
from rota.rules.weekly_ceiling import WeeklyCeiling, WeeklyCeilingPace
from rota.rules.weekly_rest import WeeklyRest
from rota.rules.weekly_service import WeeklyService
from rota.rules.wishes import Wishes

RULES: tuple[Rule, ...] = (
    OnePlaceAtATime(),
    Availability(),
    ConventionTerm(),
    OpenSite(),
    AgreedServices(),
    Qualification(),
    Seniority(),
    Supervision(),
    TravelTime(),
    DailyRest(),
    RestAfterNight(),
    ContinuousWork(),
    EqualRest(),
    WeeklyRest(),
    WeeklyCeiling(),
    OnCallNights(),
    OnCallSundays(),
    OnCallSaturdays(),
    AdditionalTime(),
    OnePerDuty(),
    Pins(),
    MinimumShare(),
    SiteDebt(),
    WeeklyService(),
    NeedsMinimum(),
    ProgrammedSlot(),
    DutyAsked(),
    FollowUp(),
    WeeklyCeilingPace(),
    NoSplitDays(),
    DutyMaximum(),
    DutyFirstAt(),
    DutyWeekends(),
    AskedFor(),
    DutySpacing(),
    WeekendsInARow(),
    NeedsIdeal(),
    NeedsSurplus(),
    ContractShare(),
    FairDuty(),
    FairNights(),
    FairWeekends(),
    SiteChanges(),
    NeedlessRemote(),
    NightsAway(),
    RegularWeekdays(),
    StaffMeetings(),
    Wishes(),
    Stability(),
)
"""All rules, in the order in which they are listed to people: law, agreement, wish."""

BY_ID: Mapping[RuleId, Rule] = {rule.id: rule for rule in RULES}

FIGURES: Mapping[str, Figure] = {figure.id: figure for rule in RULES for figure in rule.figures}
"""Every figure by id; a convention may state another value, within :attr:`Figure.better`."""
