"""A file of attendance is chosen, its effect is shown, and it is imported: all of it or nothing."""

from functools import partial
from pathlib import Path
from typing import Protocol, cast

from textual.content import Content

from rota.errors import UserError
from rota.reconcile import FaultyAttendance
from rota.sites.faults import clean
from rota.words import Lang, Text
from rota.workspace import attending, reconciling
from rota.workspace.attending import Imported
from rota.workspace.foreseeing import Foreseen
from rota.workspace.opened import Workspace
from rota.workspace.reconciling import Reconciled
from tui.ledger_importing import MAPPINGS, TABLES, files_in, imported_told, refused_page
from tui.ledger_pages import act, effect_page, said
from tui.ledger_place import month_told
from tui.pages import Entry, Page, ToAct
from tui.screens.form import Form, FormScreen
from tui.screens.ledger_base import LedgerBase
from tui.widgets import form_fields as f
from tui.widgets.form_fields import Answers
from tui.widgets.ledger_lines import LedgerLines


class _Given(Protocol):
    """What the application was given from outside."""

    here: Path


class _Placed(Protocol):
    given: _Given


class LedgerImporting(LedgerBase):
    """Files of a time system."""

    @property
    def folder(self) -> Path:
        """Where files are looked for."""
        return cast("_Placed", self.app).given.here

    def import_file(self) -> None:
        """Choose among the files of the folder, or type a path."""
        files = files_in(self.folder, TABLES)

        def page(lang: Lang) -> Page:
            about = said(ABOUT.say(lang, site=self.shared.site), "$rota-quiet")
            found = [
                Entry(Content(clean(path.name)), ToAct(partial(self._with_mapping, path))) for path in files
            ]
            other = act(OTHER, self._type_path, lang)
            return Page(IMPORT.say(lang, site=clean(self.shared.site)), (about, *found, other), first=1)

        self.read(page)

    def _type_path(self) -> None:
        path = f.text("file", FILE, hint=FILE_HINT)
        mapping = f.optional(f.text("mapping", MAPPING, hint=MAPPING_HINT))

        def make(answers: Answers) -> tuple[Path, Path | None]:
            named = answers[mapping]
            return self._there(answers[path], "file"), self._there(named, "mapping") if named else None

        form = Form(
            name="ledger.import", title=TYPE_PATH, fields=(path, mapping), make=make, about=TYPE_ABOUT
        )
        self.app.push_screen(FormScreen(form), self._typed)

    def _there(self, named: str, field: str) -> Path:
        path = self.folder / Path(named).expanduser()
        if not path.is_file():
            raise f.Mistakes({field: NO_FILE})
        return path

    def _typed(self, paths: tuple[Path, Path | None] | None) -> None:
        self.query_one(LedgerLines).focus_lines()
        if paths is not None:
            self._foresee_import(*paths)

    def _with_mapping(self, path: Path) -> None:
        """How its columns are read, where the folder has a mapping."""
        mappings = files_in(path.parent, MAPPINGS)
        if not mappings:
            self._foresee_import(path, None)
            return

        def page(lang: Lang) -> Page:
            found = [act(PLAIN, partial(self._foresee_import, path, None), lang)]
            found += [
                act(Text.same(clean(each.name)), partial(self._foresee_import, path, each), lang)
                for each in mappings
            ]
            mine = [place for place, each in enumerate(mappings, 1) if each.stem == self.shared.site]
            return Page(HOW.say(lang, file=clean(path.name)), tuple(found), first=mine[0] if mine else 0)

        self.read(page)

    def _foresee_import(self, path: Path, mapping: Path | None) -> None:
        site, month = self.shared.site, self.place.month

        def verb(of: Workspace) -> tuple[Imported, Reconciled]:
            made = attending.import_attendance(of, path, site, mapping)
            return made, reconciling.apply(of, month, site)

        def found(one: Foreseen[tuple[Imported, Reconciled]]) -> None:
            self.read(lambda lang: self._import_page(path, mapping, one, lang))

        posts = self.view.posts() if self.view else ()
        self.foresee(verb, posts, found)

    def _refused(self, error: UserError) -> None:
        if not isinstance(error, FaultyAttendance) or (len(error.faults) == 1 and not error.faults[0].file):
            super()._refused(error)
            return
        self._title()
        self.read(lambda lang: refused_page(error, lang))

    def _import_page(
        self,
        path: Path,
        mapping: Path | None,
        found: Foreseen[tuple[Imported, Reconciled]],
        lang: Lang,
    ) -> Page:
        made, counted = found.answer
        told = list(imported_told(made, lang))
        if made.entered:
            month = month_told(self.place.month, lang)
            told.append(said(THEN.say(lang, count=counted.resolved, month=month)))
        acts = [
            act(DO_BOTH, partial(self._import, path, mapping, count=True), lang),
            act(DO_IMPORT, partial(self._import, path, mapping, count=False), lang),
        ]
        name = f"{clean(path.name)} · {clean(self.shared.site)}"
        return effect_page(name, told, found.balances, acts if made.entered else [], lang)

    def _import(self, path: Path, mapping: Path | None, *, count: bool) -> None:
        month = self.place.month

        def verb(of: Workspace, site: str) -> tuple[Imported, Reconciled | None]:
            made = attending.import_attendance(of, path, site, mapping)
            return made, reconciling.apply(of, month, site) if count else None

        self.do(lambda shared: verb(shared.workspace, shared.site), self._imported)

    def _imported(self, done: tuple[Imported, Reconciled | None]) -> None:
        made, counted = done
        self.house.tell(
            IMPORTED,
            file=clean(made.file),
            entered=made.entered,
            duplicates=made.duplicates,
            rejected=len(made.rejected),
            counted=counted.resolved if counted else 0,
        )


IMPORT = Text("Importer la présence de {site}", "Import the attendance of {site}")
ABOUT = Text(
    "Le fichier du temps de travail de {site}, CSV ou XLSX. Le même fichier deux fois n’ajoute rien.",
    "The file of the time system of {site}, CSV or XLSX. The same file twice adds nothing.",
)
OTHER, TYPE_PATH = Text("Un autre fichier…", "Another file…"), Text("Importer un fichier", "Import a file")
TYPE_ABOUT = Text(
    "Un chemin absolu, ou depuis le dossier de travail.", "An absolute path, or from the working folder."
)
FILE, MAPPING = Text("Fichier", "File"), Text("Correspondance", "Mapping")
FILE_HINT = Text("CSV ou XLSX", "CSV or XLSX")
MAPPING_HINT = Text(
    "TOML qui nomme ses colonnes et ses codes ; vide : ceux de rota",
    "TOML that names its columns and codes; empty: those of rota",
)
NO_FILE = Text("Ce fichier n’existe pas.", "There is no such file.")
HOW = Text("Comment lire {file} ?", "How is {file} to be read?")
PLAIN = Text("Avec les noms de colonnes de rota", "With the column names of rota")
THEN = Text(
    "Puis, en {month}, {count} demi-journée(s) ou garde(s) seraient réglées.",
    "Then, in {month}, {count} half-day(s) or duty(ies) would be settled.",
)
DO_BOTH = Text("Importer, et compter ce qui n’attend personne", "Import, and count what waits for nobody")
DO_IMPORT = Text("Importer seulement", "Import only")
IMPORTED = Text(
    "{file} : {entered} ligne(s) nouvelle(s), {duplicates} doublon(s), {rejected} rejet(s) ;"
    " {counted} réglée(s).",
    "{file}: {entered} new line(s), {duplicates} duplicate(s), {rejected} rejected; {counted} settled.",
)
