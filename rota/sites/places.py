"""Reads ``sites.toml``: the hospitals and the ways between them."""

import re
from unicodedata import east_asian_width
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from rota.model.facts import Site, SiteId, SiteKind, Travel, WeekSlot
from rota.model.units import Minutes
from rota.sites.codes import gather
from rota.sites.faults import Trouble, nearest
from rota.sites.known import Known
from rota.sites.readings import FLAG, FREE_TEXT, NAME, WEEK_SLOTS, choice, week_slots_of, whole
from rota.sites.record import Reading, Record, Wrong
from rota.words import Text

TRAVEL_MINUTES_MAX = 600
TRAVEL_KM_MAX = 2_000
KM_PER_HOUR_MAX = 300
"""Faster than the fastest train: minutes or kilometres are mistyped."""

OPEN_BY_DEFAULT: frozenset[WeekSlot] = week_slots_of("mon-fri") | week_slots_of("sat-am")
"""Day service runs from Monday to Saturday morning (arrêté du 30/04/2003, art. 2)."""


def read_places(top: Record, known: Known) -> None:
    """Read the sites and travels of ``sites.toml``."""
    gather(top, "site", known.sites, lambda record, code: _site(record, code, known))
    for record in top.each("travel"):
        _read_travel(record, known)
    known.travels_blind |= not top.good("travel")


def _site(record: Record, code: str, known: Known) -> Site:
    name = record.take("name", NAME)
    kind = record.take("kind", choice(SiteKind))
    mark = record.take("mark", _MARK)
    timezone = record.take("timezone", TIMEZONE)
    country = record.maybe("country", FREE_TEXT, "FR")
    region = record.maybe("region", FREE_TEXT, "")
    if record.good("country", "region"):
        _check_calendar(record, country, region)
    twin = next((site for site in known.sites.items if site.mark == mark), None)
    if twin is not None and record.good("mark", "code"):
        record.wrong("mark", MARK_TWICE, mark=mark, site=twin.id)
    return Site(
        id=SiteId(code),
        name=name,
        kind=kind,
        mark=mark,
        timezone=timezone,
        country=country,
        region=region,
        open=record.maybe("open", WEEK_SLOTS, OPEN_BY_DEFAULT),
        lodging=record.maybe("lodging", FLAG, default=False),
        address=record.maybe("address", FREE_TEXT, ""),
    )


def _mark(value: object) -> str:
    if isinstance(value, str) and len(value) == 1 and value.isalpha() and east_asian_width(value) not in "WF":
        return value
    raise Wrong(NO_MARK, found=value)


_MARK = Reading(_mark, "")


def _timezone(value: object) -> str:
    if isinstance(value, str) and re.fullmatch(r"UTC|[A-Za-z_]{1,20}(/[A-Za-z0-9_+-]{1,30}){1,2}", value):
        try:
            return ZoneInfo(value).key
        except (ZoneInfoNotFoundError, ValueError, OSError):
            pass
    raise Wrong(NO_TIMEZONE, near=_near_timezone(str(value)), found=value)


def _near_timezone(word: str) -> str:
    from zoneinfo import available_timezones  # noqa: PLC0415  (walks the whole database: only for a fault)

    return nearest(word, (name for name in sorted(available_timezones()) if name.startswith("Europe/")))


TIMEZONE = Reading(_timezone, "UTC")


def _check_calendar(record: Record, country: str, region: str) -> None:
    """Note a country or region whose public holidays are not known."""
    if (country, region) == ("FR", ""):
        return
    import holidays  # noqa: PLC0415  (a fifth of a second: only those who need it pay)

    regions = holidays.list_supported_countries(include_aliases=False)
    if country not in regions:
        record.wrong("country", NO_COUNTRY, near=nearest(country, regions), found=country)
    elif region and region not in regions[country]:
        near = nearest(region, regions[country])
        record.wrong("region", NO_REGION, near=near, found=region)


def _read_travel(record: Record, known: Known) -> None:
    origin = SiteId(record.take("from", known.sites.ref()))
    destination = SiteId(record.take("to", known.sites.ref()))
    minutes = record.take("minutes", whole(1, TRAVEL_MINUTES_MAX))
    km = record.take("km", whole(0, TRAVEL_KM_MAX))
    both_ways = record.maybe("both_ways", FLAG, default=False)
    if record.good("from", "to") and origin == destination:
        record.wrong("to", TRAVEL_TO_ITSELF, site=origin)
    if record.good("minutes", "km") and km * 60 > minutes * KM_PER_HOUR_MAX:
        record.wrong("minutes", TOO_FAST, km=km, minutes=minutes)
    ways = [(origin, destination), *([(destination, origin)] if both_ways else [])]
    for start, end in ways:
        if not record.sound:
            known.travels_blind = True
        elif (start, end) in known.travels:
            record.wrong(None, TRAVEL_TWICE, origin=start, destination=end)
        else:
            known.travels[start, end] = Travel(origin=start, destination=end, minutes=Minutes(minutes), km=km)


NO_MARK = Trouble(
    Text("« {found} » n’est pas une seule lettre.", "“{found}” is not a single letter."),
    Text(
        "Donner une lettre qui tient lieu du site dans la grille.",
        "Give one letter that stands for the site in the grid.",
    ),
)
MARK_TWICE = Trouble(
    Text(
        "La lettre « {mark} » est déjà celle du site {site}.",
        "The letter “{mark}” is already that of site {site}.",
    ),
    Text("En choisir une autre.", "Choose another."),
)
NO_TIMEZONE = Trouble(
    Text("« {found} » n’est pas un fuseau horaire connu.", "“{found}” is no known time zone."),
    Text("En métropole : Europe/Paris.", "In mainland France: Europe/Paris."),
)
NO_COUNTRY = Trouble(
    Text(
        "Les jours fériés du pays « {found} » ne sont pas connus.",
        "The public holidays of country “{found}” are not known.",
    ),
    Text("Donner le code à deux lettres, par exemple FR.", "Give the two-letter code, for instance FR."),
)
NO_REGION = Trouble(
    Text(
        "« {found} » n’est pas une région du calendrier des jours fériés.",
        "“{found}” is no region of the calendar of public holidays.",
    ),
    Text(
        "Laisser vide pour tout le pays ; par exemple 57 (Moselle) ou 974 (La Réunion).",
        "Leave it empty for the whole country; for instance 57 (Moselle) or 974 (La Réunion).",
    ),
)
TRAVEL_TO_ITSELF = Trouble(
    Text("Ce trajet va du site {site} à lui-même.", "This way goes from site {site} to itself."),
    Text(
        "Corriger l’un des deux sites, ou ôter le trajet.", "Correct one of the two sites, or drop the way."
    ),
)
TOO_FAST = Trouble(
    Text("{km} km en {minutes} min : c’est trop rapide.", "{km} km in {minutes} min is too fast."),
    Text("Corriger les minutes ou les kilomètres.", "Correct the minutes or the kilometres."),
)
TRAVEL_TWICE = Trouble(
    Text(
        "Le trajet de {origin} à {destination} est déjà donné.",
        "The way from {origin} to {destination} is already given.",
    ),
    Text(
        "N’en garder qu’un ; both_ways = true donne aussi le retour.",
        "Keep one only; both_ways = true gives the way back too.",
    ),
)
