"""The period of a balance or a judgement, and the day up to which it is known."""

from datetime import date

from rota.cli import parameters
from rota.cli.bilingual import Kind, Option
from rota.model.calendar import Period
from rota.words import Lang, Text

PERIOD = Text(
    "week, month, four-months, contract (ceux du jour --as-of), ou un mois comme 2026-12.",
    "week, month, four-months, contract (those of the day --as-of), or a month such as 2026-12.",
)
WANTED = Text(
    "week, month, four-months, contract ou 2026-12",
    "week, month, four-months, contract or 2026-12",
)
AS_OF = Text("Dernier jour connu ; aujourd’hui par défaut.", "Last day known; today by default.")


def period(lang: Lang, default: str | None = None) -> Option:
    """The period."""
    return Option(["--period"], PERIOD.say(lang), type=Kind("PERIOD", WANTED, read, lang), default=default)


def as_of(lang: Lang) -> Option:
    """The day up to which things are known."""
    return parameters.day(lang, "--as-of", AS_OF)


def read(text: str) -> str:
    """A period as it is written.

    Raises:
        ValueError: it is none.
    """
    if text not in set(Period):
        if len(text) != 7:
            raise ValueError(text)
        date.fromisoformat(f"{text}-01")
    return text
