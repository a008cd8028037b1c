"""The form of what is written to files: it asks only what a paper hangs on."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from exports.papers import Form as FileForm
from rota.model.calendar import Period, month_of
from rota.model.facts import Facts, PostId, SiteId
from rota.parameters import Kind as AidKind
from rota.parameters import all_parameters
from rota.words import MONTHS, Lang, Text
from rota.workspace.money import Chosen
from rota.workspace.report_period import half_year_of
from tui.exporting import OF_POST, PAPERS, TABLES, Asked, Kind
from tui.widgets import form_fields as f
from tui.widgets.form_fields import Choice, Field

ALL = "all"
"""The period of everything the ledger tells."""
_MONTHS_AHEAD = 62
"""Days after today whose months can be asked: what is published lies there."""
_EUROS_MAX = 999_999


@dataclass(frozen=True)
class Fields:
    """The fields of the form; what is asked hangs on what is to be written."""

    facts: Facts
    today: date

    @property
    def kind(self) -> Field[Kind]:
        """What."""
        return f.choice("kind", Text("Document", "Paper"), f.words(KINDS), columns=34)

    @property
    def month(self) -> Field[str | None]:
        """Of a service table."""
        return self._period("month", self._months(), *TABLES, start=f"{self.today:%Y-%m}")

    @property
    def judged(self) -> Field[str | None]:
        """Of the compliance report."""
        usual = (Choice(ALL, EVERYTHING), Choice(str(Period.FOUR_MONTHS), FOUR_MONTHS))
        return self._period("judged", (*usual, *self._months()), Kind.COMPLIANCE, start=ALL)

    @property
    def half(self) -> Field[str | None]:
        """Of the half-yearly report."""
        start = half_year_name(self.today)
        return self._period("half", self._half_years(), Kind.HALF_YEAR, start=start)

    @property
    def paid(self) -> Field[str | None]:
        """Of cost shares."""
        choices = (*self._months(), *self._half_years())
        return self._period("paid", choices, Kind.SHARES, start=f"{self.today:%Y-%m}")

    @property
    def whose(self) -> Field[PostId | None]:
        """The one post that a report is about."""
        return f.only_when(f.choice("whose", POST, self._posts()), self._when(*OF_POST))

    @property
    def only(self) -> Field[PostId | None]:
        """One post, or all of them."""
        asked = f.optional(f.choice("only", ONE_POST, self._posts(), hint=EMPTY_ALL))
        return f.only_when(asked, self._when(*TABLES, Kind.COMPLIANCE, Kind.SHARES))

    @property
    def site(self) -> Field[SiteId | None]:
        """One site, or all of them."""
        sites = f.codes({site.id: site.name for site in self.facts.sites})
        asked = f.optional(f.choice("site", ONE_SITE, sites, hint=EMPTY_ALL))
        return f.only_when(asked, self._when(*TABLES, Kind.COMPLIANCE))

    @property
    def aid(self) -> Field[str | None]:
        """The call of the region."""
        known = {one.code: one.name for one in all_parameters().values() if one.kind is AidKind.AID}
        choices = tuple(Choice(code, Text.same(code), name) for code, name in known.items())
        return f.only_when(f.optional(f.choice("aid", AID, choices)), self._when(Kind.SHARES))

    @property
    def cost(self) -> Field[int | None]:
        """Euros of a year of a post."""
        asked = f.number("cost", COST, 0, _EUROS_MAX, hint=COST_HINT)
        return f.only_when(f.optional(asked), self._when(Kind.SHARES))

    @property
    def on_call(self) -> Field[int | None]:
        """Euros of a whole on-call duty."""
        asked = f.number("on_call", ON_CALL, 0, _EUROS_MAX, hint=ON_CALL_HINT)
        return f.only_when(f.optional(asked), self._when(Kind.SHARES))

    @property
    def form(self) -> Field[FileForm | None]:
        """The kind of file."""
        return f.only_when(f.choice("form", FILE, f.words(FORMS)).given(FileForm.PDF), self._when(*PAPERS))

    @property
    def folder(self) -> Field[str]:
        """Where."""
        return f.text("folder", FOLDER, hint=FOLDER_HINT)

    def _when(self, *kinds: Kind) -> Callable[[Mapping[str, str]], bool]:
        read = self.kind.read

        def holds(typed: Mapping[str, str]) -> bool:
            try:
                return read(typed.get("kind", "").strip()) in kinds
            except f.Mistake:
                return False

        return holds

    def _period(self, key: str, choices: tuple[Choice[str], ...], *kinds: Kind, start: str) -> Field[Any]:
        return f.only_when(f.choice(key, PERIOD, choices).given(start), self._when(*kinds))

    def _posts(self) -> tuple[Choice[PostId], ...]:
        agreed = {convention.post for convention in self.facts.conventions}
        return f.codes({post.id: post.specialty for post in self.facts.posts if post.id in agreed})

    def _months(self) -> tuple[Choice[str], ...]:
        """The latest first, from what is published to the first contract."""
        found, day = [], self.today + timedelta(days=_MONTHS_AHEAD)
        while day >= month_of(self._first).first:
            name = Text(*(f"{MONTHS[day.month - 1].say(lang)} {day.year}" for lang in (Lang.FR, Lang.EN)))
            found.append(Choice(f"{day:%Y-%m}", Text.same(f"{day:%Y-%m}"), name))
            day = month_of(day).first - timedelta(days=1)
        return tuple(found)

    def _half_years(self) -> tuple[Choice[str], ...]:
        found, day = [], half_year_of(self.today).last
        while day >= half_year_of(self._first).first:
            span = half_year_of(day)
            first, last = (
                Text(*(MONTHS[one.month - 1].say(lang) for lang in Lang)) for one in (span.first, span.last)
            )
            name = Text(f"{first.fr} – {last.fr} {day.year}", f"{first.en} – {last.en} {day.year}")
            found.append(Choice(half_year_name(day), Text.same(half_year_name(day)), name))
            day = span.first - timedelta(days=1)
        return tuple(found)

    @property
    def _first(self) -> date:
        return min((convention.start for convention in self.facts.conventions), default=self.today)

    def all(self) -> Iterator[Field[Any]]:
        """In the order of the form."""
        yield from (self.kind, self.month, self.judged, self.half, self.paid, self.whose, self.only)
        yield from (self.site, self.aid, self.cost, self.on_call, self.form, self.folder)

    def make(self, a: f.Answers) -> Asked:
        """What was asked.

        Raises:
            Mistakes: there is no such folder, or a service table cannot be such a file.
        """
        folder = Path(a[self.folder]).expanduser()
        if not folder.is_dir():
            raise f.Mistakes({"folder": NO_FOLDER})
        kind = a[self.kind]
        named = [a[period] for period in (self.month, self.judged, self.half, self.paid) if a[period]]
        return Asked(
            kind=kind,
            folder=folder,
            form=a[self.form] or FileForm.PDF,
            period=named[0] if named and named[0] != ALL else None,
            post=a[self.whose] or a[self.only],
            site=a[self.site],
            given=Chosen(a[self.aid], _cents(a[self.cost]), _cents(a[self.on_call])),
        )


def half_year_name(day: date) -> str:
    """``2026-S2``."""
    return f"{day.year}-S{1 if day.month <= 6 else 2}"


def _cents(euros: int | None) -> int | None:
    return None if euros is None else 100 * euros


def started(fields: Fields, starts: Mapping[str, object]) -> tuple[Field[Any], ...]:
    """The fields with what stands there at first."""
    return tuple(field.given(starts[field.key]) if field.key in starts else field for field in fields.all())


KINDS = {
    Kind.PROVISIONAL: Text("Tableau de service prévisionnel", "Service table, provisional"),
    Kind.REALISED: Text("Tableau de service réalisé", "Service table, realised"),
    Kind.COMPLIANCE: Text("Rapport de conformité", "Compliance report"),
    Kind.HALF_YEAR: Text("Rapport semestriel d’un poste", "Half-yearly report of a post"),
    Kind.FINAL: Text("Rapport final d’un poste", "Final report of a post"),
    Kind.SHARES: Text("Partage des coûts", "Cost shares"),
    Kind.CALENDARS: Text("Fichiers de calendrier", "Calendar files"),
}
FORMS = {
    FileForm.PDF: Text("PDF", "PDF"),
    FileForm.XLSX: Text("Excel (xlsx)", "Excel (xlsx)"),
    FileForm.CSV: Text("CSV", "CSV"),
    FileForm.HTML: Text("Page web (html)", "Web page (html)"),
}
PERIOD, FILE = Text("Période", "Period"), Text("Fichier", "File")
POST, ONE_POST, ONE_SITE = (
    Text("Poste", "Post"),
    Text("Un seul poste", "One post only"),
    Text("Un seul site", "One site only"),
)
AID, COST, ON_CALL = (
    Text("Aide régionale", "Regional aid"),
    Text("Coût annuel, €", "Yearly cost, €"),
    Text("Astreinte, €", "On call, €"),
)
FOLDER = Text("Dossier", "Folder")
EVERYTHING = Text("tout ce qui est connu", "all that is known")
FOUR_MONTHS = Text("quadrimestre en cours", "present four months")
EMPTY_ALL = Text("Vide : tous.", "Empty: all.")
COST_HINT = Text(
    "D’un poste, charges comprises ; vide : non partagé.", "Of a post, charges included; empty: not shared."
)
ON_CALL_HINT = Text("Forfait local d’une astreinte entière.", "Local sum of a whole on-call duty.")
FOLDER_HINT = Text(
    "Où écrire ; le nom du fichier vient de lui-même.", "Where to write; the name of the file follows."
)
NO_FOLDER = Text("Ce dossier n’existe pas.", "There is no such folder.")
