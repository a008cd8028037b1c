"""The aid of the region: which bracket of the chosen call the share that was found lies in."""

from datetime import date

from rota.compliance.sums import Known, Sum, best, euros
from rota.model.calendar import Span
from rota.model.units import split
from rota.parameters import Bracket, Parameters
from rota.words import Lang, Text

NOT_CHOSEN = Text("non choisi", "not chosen")
NOT_IN_FORCE = Text(
    "cet appel ne valait pas au début du contrat", "this call did not hold when the contract began"
)


def aid(
    call: Parameters | None, share: tuple[int, int], on: date, start: date, cost: int | None = None
) -> Sum:
    """What a region pays for the year of the contract that ``on`` lies in.

    Args:
        call: the chosen call, None when nobody has chosen.
        share: credited to the site whose share the call asks, and to all sites, in 60ths of a half-day.
        on: the day asked.
        start: first day of the contract: the call in force then holds for all of it.
        cost: of a year of the post, in cents, for calls that pay a part of it.
    """
    part, whole = share
    span, name = Span(start, max(start, on)), Text("Aide régionale", "Regional aid")
    if call is None:
        return Sum(code="aid", name=name, known=Known.NOT_CHOSEN, cents=None, told=NOT_CHOSEN, span=span)
    version = call.on(start)
    bracket = best(version, 100 * part, whole) if version and whole else None
    year = on.year - start.year - ((on.month, on.day) < (start.month, start.day))
    cents = _paid(bracket, year, cost) if bracket else None
    return Sum(
        code=call.code,
        name=call.name,
        known=Known.COMPUTED if cents is not None else _why(bracket),
        cents=cents,
        told=_told(bracket, part, whole, year) if version else NOT_IN_FORCE,
        span=span,
        since=version.start if version else None,
        source=version.source if version else None,
    )


def _why(bracket: Bracket | None) -> Known:
    """A part of a cost that nobody has stated is to be chosen; anything else is not in the text."""
    return Known.NOT_CHOSEN if bracket is not None and bracket.percent else Known.NOT_STATED


def _paid(bracket: Bracket, year: int, cost: int | None) -> int | None:
    """Cents for one year of the contract (0 is the first)."""
    if bracket.percent:
        if cost is None or year >= len(bracket.percent):
            return None
        return cost * bracket.percent[year] // 100
    if bracket.cents is None or bracket.years is None or year >= max(2, bracket.years):
        return None
    return split(bracket.cents, dict.fromkeys(range(bracket.years), 1), range(bracket.years))[
        year % bracket.years
    ]


def _told(bracket: Bracket | None, part: int, whole: int, year: int) -> Text:
    share = 10_000 * part // whole if whole else 0
    french = f"part constatée {share // 100},{share % 100:02d} %"
    english = f"share found {share // 100}.{share % 100:02d}%"
    if bracket is None:
        return Text(f"{french} : hors des tranches de l’appel", f"{english}: outside the call’s brackets")
    told = Text(f"{french}, année {year + 1}", f"{english}, year {year + 1}")
    if bracket.percent and year < len(bracket.percent):
        paid = bracket.percent[year]
        return Text(f"{told.fr} : {paid} % du coût", f"{told.en}: {paid}% of the cost")
    if bracket.cents is None:
        return Text(f"{told.fr} : condition remplie, montant non lu", f"{told.en}: kept, amount not read")
    return Text(
        f"{told.fr} : {euros(bracket.cents, Lang.FR)} sur {bracket.years} an(s)",
        f"{told.en}: {euros(bracket.cents, Lang.EN)} over {bracket.years} year(s)",
    )
