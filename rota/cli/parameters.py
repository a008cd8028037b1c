"""The parameters that several commands share, spelled once."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from rota.cli.bilingual import Argument, Kind, Option
from rota.model.calendar import Slot
from rota.words import Lang, Text

TEXT, JSON = "text", "json"


def site(lang: Lang) -> Argument:
    """The folder."""
    return Argument("site", SITE.say(lang), type=as_path(lang), required=False)


def plan(
    lang: Lang, name: str = "plan", help_text: Text | None = None, metavar: str = "PLAN.json"
) -> Argument:
    """A plan file."""
    return Argument(name, (help_text or PLAN).say(lang), type=as_path(lang), metavar=metavar, required=False)


def form(lang: Lang, kinds: Sequence[str] = (TEXT, JSON)) -> Option:
    """Text for people or JSON for scripts."""
    return Option(["--format"], FORMAT.say(lang), type=words("|".join(kinds), kinds, lang), default=kinds[0])


def post(lang: Lang, *, required: bool = False) -> Option:
    """One post."""
    return Option(["--post"], POST.say(lang), type=anything("CODE", lang), required=required)


def seat(lang: Lang, *, required: bool = True) -> Option:
    """The site that speaks."""
    kind = anything("CODE", lang)
    return Option(["--site", "seat"], SEAT.say(lang), type=kind, required=required)


def version(lang: Lang, help_text: Text | None = None) -> Argument:
    """A stored version of a plan."""
    kind = anything("V", lang)
    return Argument("version", (help_text or VERSION).say(lang), type=kind, metavar="V")


def month(lang: Lang, help_text: Text | None = None, *, required: bool = False) -> Option:
    """A month."""
    kind = Kind("2026-12", MONTH_WANTED, _month, lang)
    return Option(["--month"], (help_text or MONTH).say(lang), type=kind, required=required)


def day(lang: Lang, flag: str, help_text: Text, *, required: bool = False, name: str | None = None) -> Option:
    """A day."""
    names = [flag] if name is None else [flag, name]
    return Option(names, help_text.say(lang), type=Kind("DATE", DATE_WANTED, _day, lang), required=required)


def half(lang: Lang) -> Option:
    """A part of a day."""
    kinds = [str(slot) for slot in Slot]
    return Option(["--half"], HALF.say(lang), type=words("|".join(kinds), kinds, lang), required=True)


def path(lang: Lang, name: str, help_text: Text, metavar: str, *, required: bool = False) -> Option:
    """A file or folder."""
    kind = as_path(lang)
    kind.name = metavar
    return Option([name], help_text.say(lang), type=kind, required=required)


def anything(metavar: str, lang: Lang) -> Kind:
    """Any text that is not empty."""
    return Kind(metavar, Text("un code", "a code"), _filled, lang)


def words(metavar: str, kinds: Sequence[str], lang: Lang) -> Kind:
    """One of some words."""

    def read(text: str) -> str:
        if text not in kinds:
            raise ValueError(text)
        return text

    listed = ", ".join(kinds)
    return Kind(metavar, Text(listed, listed), read, lang)


def whole(lang: Lang, metavar: str, least: int, most: int) -> Kind:
    """A whole number within bounds."""

    def read(text: str) -> int:
        if len(text) > len(str(most)) + 1 or not least <= (value := int(text)) <= most:
            raise ValueError(text)
        return value

    wanted = Text(f"un nombre entier de {least} à {most}", f"a whole number from {least} to {most}")
    return Kind(metavar, wanted, read, lang)


def number(lang: Lang, metavar: str, least: float, most: float) -> Kind:
    """A number within bounds; a comma stands for a point, and ``1%`` for 0.01."""

    def read(text: str) -> float:
        plain = text.strip().replace(",", ".")
        value = float(plain[:-1]) / 100 if plain.endswith("%") else float(plain)
        if not least <= value <= most:
            raise ValueError(text)
        return value

    wanted = Text(f"un nombre de {least:g} à {most:g}", f"a number from {least:g} to {most:g}")
    return Kind(metavar, wanted, read, lang)


def as_path(lang: Lang) -> Kind:
    """A file or folder, as a path."""
    return Kind("PATH", Text("un chemin", "a path"), _as_path, lang)


def _as_path(text: str) -> Path:
    if "\0" in text:
        raise ValueError(text)
    return Path(_filled(text))


def _filled(text: str) -> str:
    if not text.strip():
        raise ValueError(text)
    return text


def _day(text: str) -> date:
    found = datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 (a day has no time zone)
    if not _FIRST_YEAR <= found.year <= _LAST_YEAR:
        raise ValueError(text)
    return found


def _month(text: str) -> str:
    if len(text) != 7:
        raise ValueError(text)
    return f"{_day(f'{text}-01'):%Y-%m}"


_FIRST_YEAR, _LAST_YEAR = 2000, 2100
SITE = Text(
    "Le dossier de sites (TOML et CSV) ; sans lui, la base de travail.",
    "The site folder (TOML and CSV); without it, the workspace.",
)
PLAN = Text(
    "Un planning fait par rota plan ; dans la base de travail, une version (v2, published).",
    "A plan made by rota plan; on a workspace, a version (v2, published).",
)
FORMAT = Text("Texte à lire, ou données pour un script.", "Text to read, or data for a script.")
POST = Text("Le code d’un poste.", "The code of a post.")
HALF = Text("Matin, après-midi ou nuit.", "Morning, afternoon or night.")
DATE_WANTED = Text("une date AAAA-MM-JJ entre 2000 et 2100", "a date YYYY-MM-DD between 2000 and 2100")
SEAT = Text("Le site qui parle.", "The site that speaks.")
VERSION = Text(
    "Une version : v2, 2026-11-30/v2, latest, published.",
    "A version: v2, 2026-11-30/v2, latest, published.",
)
MONTH = Text("Un mois.", "A month.")
MONTH_WANTED = Text("un mois comme 2026-12", "a month such as 2026-12")
