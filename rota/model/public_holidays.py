"""Public holidays of a site's country and region, from the ``holidays`` library."""

from collections.abc import Mapping
from datetime import date
from functools import cache

from rota.model.facts import Site


def is_holiday(site: Site, day: date) -> bool:
    """Whether ``day`` is a public holiday at ``site``."""
    return day in _year(site.country, site.region, day.year)


def holiday_name(site: Site, day: date) -> str:
    """The local name of the holiday on ``day``, empty when it is none."""
    return _year(site.country, site.region, day.year).get(day, "")


@cache
def _year(country: str, region: str, year: int) -> Mapping[date, str]:
    import holidays  # noqa: PLC0415  (a tenth of a second: only those who plan pay it)

    return dict(holidays.country_holidays(country, subdiv=region or None, years=year))
