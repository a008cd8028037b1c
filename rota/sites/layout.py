"""Facts as the files of a folder: name and text of each."""

from collections.abc import Iterable, Iterator

from rota.model.calendar import Slot
from rota.model.facts import (
    Activity,
    Convention,
    Counting,
    DutyLine,
    Facts,
    Post,
    Service,
    Site,
    Travel,
)
from rota.model.units import FULL_TIME
from rota.sites import layout_rows as rows
from rota.sites.emit import (
    Value,
    csv_text,
    half_days,
    hours,
    toml_table,
    unless,
    week_slots,
    words,
)
from rota.sites.readings import week_slot_name, week_slot_order
from rota.sites.schema import (
    ABSENCES,
    BALANCES,
    COLUMNS,
    DUTY,
    FOLDER,
    FORMAT,
    NEEDS,
    POSTS,
    SERVICES,
    SITES,
    WISHES,
)


def layout(facts: Facts) -> dict[str, str]:
    """The text of each file, by name; files with nothing to say are left out."""
    files = {
        FOLDER: toml_table("", "folder", {"format": FORMAT, "name": facts.name}),
        SITES: _joined((*map(_site, facts.sites), *_travels(facts.travels))),
        SERVICES: _joined((*map(_service, facts.services), *map(_activity, facts.activities))),
        POSTS: _joined((*map(_post, facts.posts), *map(_convention, facts.conventions))),
    }
    if facts.lines:
        files[DUTY] = _joined(map(_line, facts.lines))
    tables = {
        NEEDS: rows.needs(facts),
        ABSENCES: rows.absences(facts),
        WISHES: rows.wishes(facts),
    }
    files |= {file: csv_text(COLUMNS[file], filled) for file, filled in tables.items() if filled}
    if facts.balances:
        files[BALANCES] = rows.balances(facts.balances)
    return files


def _joined(tables: Iterable[str]) -> str:
    return "\n".join(tables)


def _site(site: Site) -> str:
    return toml_table(
        "[[site]]",
        "site",
        {
            "code": site.id,
            "name": site.name,
            "kind": site.kind.value,
            "mark": site.mark,
            "timezone": site.timezone,
            "country": unless(site.country, "FR"),
            "region": unless(site.region, ""),
            "lodging": unless(site.lodging, False),
            "address": unless(site.address, ""),
            "open": week_slots(site.open),
        },
    )


def _travels(travels: tuple[Travel, ...]) -> Iterator[str]:
    """The ways; one that is followed by its like way back is written once, for both."""
    left = list(travels)
    while left:
        way = left.pop(0)
        back = Travel(origin=way.destination, destination=way.origin, minutes=way.minutes, km=way.km)
        both = left[:1] == [back]
        if both:
            left.pop(0)
        values: dict[str, Value | None] = {"from": way.origin, "to": way.destination}
        values |= {"minutes": way.minutes, "km": way.km, "both_ways": unless(both, False)}
        yield toml_table("[[travel]]", "travel", values)


def _service(service: Service) -> str:
    return toml_table(
        "[[service]]",
        "service",
        {
            "code": service.id,
            "site": service.site,
            "name": service.name,
            "am": hours(*service.hours[Slot.AM]),
            "pm": hours(*service.hours[Slot.PM]),
            "unprogrammed": unless(week_slots(service.unprogrammed), ()),
        },
    )


def _activity(activity: Activity) -> str:
    return toml_table(
        "[[activity]]",
        "activity",
        {
            "code": activity.id,
            "name": activity.name,
            "kind": activity.kind.value,
            "programmed": unless(activity.programmed, False),
            "clinical": unless(activity.clinical, True),
            "remote": unless(activity.remote, False),
            "open": unless(activity.open, False),
            "follow_up_days": unless(activity.follow_up_days, 0),
            "autonomy_months": unless(activity.autonomy_months, 0),
        },
    )


def _line(line: DutyLine) -> str:
    head = toml_table(
        "[[line]]",
        "line",
        {
            "code": line.id,
            "service": line.service,
            "name": line.name,
            "kind": line.kind.value,
            "asked_per_month": line.asked_per_month,
            "others": unless(line.others, ""),
            "skill": line.skill,
            "seniority_months": unless(line.seniority_months, 0),
        },
    )
    shifts = [
        toml_table(
            "[[line.shift]]",
            "shift",
            {
                "days": words(shift.days),
                "slots": words(shift.slots),
                "hours": hours(shift.start, shift.end),
                "half_days": half_days(shift.parts),
            },
        )
        for shift in line.shifts
    ]
    return _joined((head, *shifts))


def _post(post: Post) -> str:
    return toml_table(
        "[[post]]",
        "post",
        {
            "code": post.id,
            "specialty": post.specialty,
            "home": post.home,
            "started": post.started,
            "skills": unless(tuple(sorted(post.skills)), ()),
            "half_days_per_week": unless(post.half_days_per_week, FULL_TIME),
            "volunteers": unless(tuple(sorted(post.volunteers)), ()),
        },
    )


def _convention(convention: Convention) -> str:
    head = toml_table(
        "[[convention]]",
        "convention",
        {
            "post": convention.post,
            "employer": convention.employer,
            "start": convention.start,
            "end": convention.end,
            "split_days": unless(convention.split_days, False),
            "travel_buffer": unless(convention.travel_buffer, 0),
            "pattern_weeks": unless(convention.pattern_weeks, 1),
            "duty_first_at": convention.duty_first_at,
        },
    )
    return _joined((head, *_parts_of_convention(convention)))


def _parts_of_convention(convention: Convention) -> Iterator[str]:
    for share in convention.shares:
        values: dict[str, Value | None] = {"site": share.site, "percent": share.percent}
        values |= {"services": share.services, "duties_per_month_max": share.duties_per_month_max}
        yield toml_table("[[convention.share]]", "share", values)
    for minimum in convention.minimums:
        values = {"site": minimum.site, "percent": minimum.percent, "period": minimum.period.value}
        yield toml_table("[[convention.minimum]]", "minimum", values)
    if convention.counting != Counting():
        yield toml_table("[convention.counting]", "counting", _counting(convention.counting))
    if convention.typical_days:
        slots = sorted(convention.typical_days, key=week_slot_order)
        days = {week_slot_name(slot): convention.typical_days[slot] for slot in slots}
        yield toml_table("[convention.typical_days]", "typical_days", days)
    if convention.figures:
        yield toml_table("[convention.figures]", "figures", dict(convention.figures))


def _counting(counting: Counting) -> dict[str, Value | None]:
    defaults = Counting()
    return {
        "duty": unless(counting.duty.value, defaults.duty.value),
        "leave": unless(counting.leave.value, defaults.leave.value),
        "training": unless(counting.training.value, defaults.training.value),
        "recovery": unless(counting.recovery.value, defaults.recovery.value),
        "remote": unless(counting.remote.value, defaults.remote.value),
        "holiday": unless(counting.holiday.value, defaults.holiday.value),
        "rest_after_duty": unless(counting.rest_after_duty.value, defaults.rest_after_duty.value),
        "travel": unless(half_days(counting.travel_parts), half_days(defaults.travel_parts)),
    }
