"""Writes ``sample_sites/rennes_district``: 54 shared posts, 16 hospitals, 26 weeks, the same at each run.

A hidden typical week gives each post its days at each of its two hospitals; needs are drawn around it, so
that a good plan exists and yet each service asks for somewhat more than its share. Run it again with
``python -m benchmarks.make_district``.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from benchmarks.district_posts import MEMBERS, balance, convention, post, wishes
from benchmarks.district_tables import CHU, ROADS, TOWNS
from benchmarks.district_wards import PROGRAMMED, WARDS, lines
from rota.model.calendar import HALF_DAYS
from rota.model.facts import Activity, ActivityId, ActivityKind, Facts, Site, SiteId, SiteKind, Travel
from rota.model.units import Minutes

FOLDER = Path(__file__).parent.parent / "sample_sites" / "rennes_district"


def sites() -> Iterator[Site]:
    """One a town; the shared posts do day service from Monday to Friday."""
    week = frozenset((day, half) for day in range(5) for half in HALF_DAYS)
    for town in TOWNS:
        kind = SiteKind.CHU if town.code == CHU else SiteKind.CH
        yield Site(
            id=SiteId(town.code),
            name=f"{'CHU' if kind is SiteKind.CHU else 'Centre hospitalier'} de {town.town} ({town.group})",
            kind=kind,
            mark=town.mark,
            timezone="Europe/Paris",
            country="FR",
            region="",
            open=week,
            lodging=True,
        )


def travels() -> Iterator[Travel]:
    """Each road, both ways."""
    for larger, smaller, minutes, km in ROADS:
        there, back = SiteId(larger), SiteId(smaller)
        yield Travel(origin=there, destination=back, minutes=Minutes(minutes), km=km)
        yield Travel(origin=back, destination=there, minutes=Minutes(minutes + minutes // 10), km=km)


def activities() -> tuple[Activity, ...]:
    """The same eight kinds of work everywhere."""

    def one(code: str, name: str, kind: ActivityKind) -> Activity:
        return Activity(id=ActivityId(code), name=name, kind=kind, programmed=code in PROGRAMMED)

    return (
        one("CLINIC", "Consultation", ActivityKind.CLINIC),
        replace(one("THEATRE", "Bloc", ActivityKind.THEATRE), follow_up_days=3),
        one("TECHNICAL", "Plateau technique", ActivityKind.PROCEDURE),
        replace(one("WARD", "Secteur", ActivityKind.WARD), open=True),
        one("EMERGENCY", "Urgences et avis", ActivityKind.EMERGENCY),
        replace(one("STAFF", "Staff, RCP", ActivityKind.STAFF), clinical=False, remote=True),
        replace(one("TEACHING", "Enseignement", ActivityKind.TEACHING), clinical=False),
        replace(one("RESEARCH", "Recherche clinique", ActivityKind.RESEARCH), clinical=False),
    )


def district() -> Facts:
    """The whole folder."""
    return Facts(
        name="District de Rennes, 54 postes partagés",
        sites=tuple(sites()),
        travels=tuple(travels()),
        services=tuple(ward.service for ward in WARDS),
        activities=activities(),
        needs=tuple(need for ward in WARDS for need in ward.needs),
        lines=tuple(lines()),
        posts=tuple(post(member) for member in MEMBERS),
        conventions=tuple(convention(member) for member in MEMBERS),
        absences=tuple(absence for member in MEMBERS for absence in member.leave),
        wishes=tuple(wish for member in MEMBERS for wish in wishes(member)),
        balances=tuple(balance(member) for member in MEMBERS if member.second_year),
    )


def main(folder: Path = FOLDER) -> None:
    """Write the folder anew."""
    from rota.sites import write  # noqa: PLC0415

    folder.mkdir(parents=True, exist_ok=True)
    write(district(), folder)


if __name__ == "__main__":
    main()
