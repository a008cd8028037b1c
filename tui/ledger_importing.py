"""Files of attendance: which there are, and what became of the lines of one."""

from collections.abc import Iterator
from pathlib import Path

from textual.content import Content

from rota.errors import Fault
from rota.reconcile import FaultyAttendance
from rota.sites.faults import clean
from rota.words import Lang, Text
from rota.workspace.attending import Imported
from tui.ledger_pages import said
from tui.pages import Entry, Page, title

TABLES, MAPPINGS = (".csv", ".xlsx"), (".toml",)
_SHOWN_MAX = 200


def files_in(folder: Path, endings: tuple[str, ...]) -> tuple[Path, ...]:
    """The files of a folder that end so, by name; none where it cannot be read."""
    try:
        found = [path for path in folder.iterdir() if path.suffix.lower() in endings and path.is_file()]
    except OSError:
        return ()
    return tuple(sorted(found))


def imported_told(made: Imported, lang: Lang) -> Iterator[Entry]:
    """How the lines of a file end, those refused with their reason."""
    if made.before:
        yield said(BEFORE.say(lang, file=made.file, site=made.site), "$rota-flag")
    counts = {"entered": made.entered, "duplicates": made.duplicates, "rejected": len(made.rejected)}
    yield said(LINES.say(lang, lines=made.lines, **counts), "bold")
    if made.unread:
        yield said(UNREAD.say(lang, columns=", ".join(made.unread)), "$rota-quiet")
    if made.rejected:
        yield title(REJECTED, lang)
        for number, fault in made.rejected[:_SHOWN_MAX]:
            yield fault_told(fault, number, lang)
        if len(made.rejected) > _SHOWN_MAX:
            yield said(MORE.say(lang, count=len(made.rejected) - _SHOWN_MAX))


def fault_told(fault: Fault, number: int, lang: Lang) -> Entry:
    """A line that is refused: why, and while it is highlighted what it says and what to do."""
    what, place = clean(fault.what.say(lang)), LINE.say(lang, number=number) if number else ""
    more = "\n".join(clean(text) for text in (fault.excerpt, fault.remedy.say(lang)) if text)
    return Entry(Content.assemble((f"{place}  ", "$rota-quiet"), what), more=Content(more))


def refused_page(error: FaultyAttendance, lang: Lang) -> Page:
    """A file of which nothing is taken, with everything that is wrong."""
    entries = [said(NOTHING_TAKEN.say(lang)), *(fault_told(each, each.line, lang) for each in error.faults)]
    return Page(REFUSED.say(lang), tuple(entries), first=min(1, len(entries) - 1))


LINES = Text(
    "{lines} lignes = {entered} nouvelles + {duplicates} doublons + {rejected} rejets",
    "{lines} lines = {entered} new + {duplicates} duplicates + {rejected} rejected",
)
BEFORE = Text(
    "{file} est déjà importé pour {site} : rien n’est ajouté.",
    "{file} was imported for {site} already: nothing is added.",
)
UNREAD = Text("Colonnes non lues : {columns}", "Columns not read: {columns}")
REJECTED = Text("Lignes rejetées", "Lines rejected")
LINE = Text("ligne {number}", "line {number}")
MORE = Text("… et {count} autres.", "… and {count} more.")
REFUSED = Text("Fichier refusé", "File refused")
NOTHING_TAKEN = Text("Rien n’en a été pris.", "Nothing of it was taken.")
