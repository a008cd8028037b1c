"""Reads ``services.toml``: the services of the sites, and the kinds of work they ask for."""

from datetime import time
from types import MappingProxyType

from rota.model.calendar import Slot
from rota.model.facts import Activity, ActivityId, ActivityKind, Service, ServiceId, SiteId
from rota.sites.codes import gather
from rota.sites.faults import Trouble
from rota.sites.known import Known
from rota.sites.readings import FLAG, HOURS, NAME, WEEK_SLOTS, choice, whole
from rota.sites.record import Record
from rota.words import Text

AM_BY_DEFAULT = time(8, 30), time(13)
PM_BY_DEFAULT = time(13), time(18, 30)
FOLLOW_UP_DAYS_MAX = 366
SENIORITY_MONTHS_MAX = 600


def read_services(top: Record, known: Known) -> None:
    """Read the services and activities of ``services.toml``."""
    gather(top, "service", known.services, lambda record, code: _service(record, code, known))
    gather(top, "activity", known.activities, _activity)


def _service(record: Record, code: str, known: Known) -> Service:
    am = record.maybe("am", HOURS, AM_BY_DEFAULT)
    pm = record.maybe("pm", HOURS, PM_BY_DEFAULT)
    for key, (start, end) in (("am", am), ("pm", pm)):
        if record.good(key) and start >= end:
            record.wrong(key, HOURS_BACKWARDS)
    if record.good("am", "pm") and am[1] > pm[0]:
        record.wrong("pm", HOURS_OVERLAP, end=f"{am[1]:%H:%M}")
    return Service(
        id=ServiceId(code),
        site=SiteId(record.take("site", known.sites.ref())),
        name=record.take("name", NAME),
        hours=MappingProxyType({Slot.AM: am, Slot.PM: pm}),
        unprogrammed=record.maybe("unprogrammed", WEEK_SLOTS, frozenset()),
    )


def _activity(record: Record, code: str) -> Activity:
    return Activity(
        id=ActivityId(code),
        name=record.take("name", NAME),
        kind=record.take("kind", choice(ActivityKind)),
        programmed=record.maybe("programmed", FLAG, default=False),
        clinical=record.maybe("clinical", FLAG, default=True),
        remote=record.maybe("remote", FLAG, default=False),
        open=record.maybe("open", FLAG, default=False),
        follow_up_days=record.maybe("follow_up_days", whole(0, FOLLOW_UP_DAYS_MAX), 0),
        autonomy_months=record.maybe("autonomy_months", whole(0, SENIORITY_MONTHS_MAX), 0),
    )


HOURS_BACKWARDS = Trouble(
    Text("Cet horaire finit avant de commencer.", "These hours end before they start."),
    Text("Échanger ou corriger les deux heures.", "Swap or correct the two times."),
)
HOURS_OVERLAP = Trouble(
    Text(
        "L’après-midi commence avant la fin du matin ({end}).",
        "The afternoon starts before the end of the morning ({end}).",
    ),
    Text("Corriger am ou pm.", "Correct am or pm."),
)
