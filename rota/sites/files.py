"""The files of a folder become text: kinds of file, sizes, encodings, control characters."""

import re
import stat
from pathlib import Path

from rota.errors import reason_of
from rota.sites.faults import Faults, Place, Trouble, listing, nearest, place_in
from rota.sites.schema import (
    CSV_BYTES_MAX,
    FILES,
    FOLDER,
    LINE_CHARACTERS_MAX,
    REQUIRED_FILES,
    TOML_BYTES_MAX,
)
from rota.words import Text

FILES_COMPARED_MAX = 100
_CONTROL = re.compile(
    "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]|\\r(?!\\n)"
)


def folder_stands(folder: Path, faults: Faults) -> bool:
    """Whether ``folder`` is a folder of ours; what is wrong with it is noted."""
    try:
        if not folder.exists():
            faults.add(Place(""), NO_FOLDER, folder=folder.name)
            return False
        if not folder.is_dir():
            faults.add(Place(""), NOT_A_FOLDER, folder=folder.name)
            return False
        names = frozenset(path.name for path in folder.iterdir())
    except OSError as error:
        faults.add(Place(""), UNREADABLE, reason=reason_of(error))
        return False
    if not names & set(FILES):
        faults.add(Place(""), NOT_A_SITE_FOLDER, files=listing(sorted(REQUIRED_FILES)))
        return False
    _tell_misnamed(names, faults)
    return True


def _tell_misnamed(names: frozenset[str], faults: Faults) -> None:
    """Note files that look like one of ours under a wrong name: left unread, what they say would be lost."""
    absent = [file for file in FILES if file not in names]
    for name in sorted(names - set(FILES))[:FILES_COMPARED_MAX]:
        near = nearest(name, absent) if name.lower().endswith((".csv", ".toml")) else ""
        if near:
            faults.add(Place(name), MISNAMED, file=near)


def read_text(folder: Path, file: str, faults: Faults) -> str | None:
    """The text of one file; empty when an optional one is absent, None when it cannot be used.

    A file in a foreign encoding is a fault, yet its text is given: its other faults can be told at once.
    """
    path = folder / file
    try:
        status = path.lstat()
        if not stat.S_ISREG(status.st_mode):
            faults.add(Place(file), NOT_A_FILE)
            return None
        limit = CSV_BYTES_MAX if file.endswith(".csv") else TOML_BYTES_MAX
        if status.st_size > limit:
            faults.add(Place(file), TOO_BIG, size=_kilobytes(status.st_size), limit=_kilobytes(limit))
            return None
        data = path.read_bytes()[:limit]
    except FileNotFoundError:
        if file not in REQUIRED_FILES:
            return ""
        faults.add(Place(file), NO_FOLDER_FILE if file == FOLDER else NO_FILE, file=file)
        return None
    except OSError as error:
        faults.add(Place(file), UNREADABLE, reason=reason_of(error))
        return None
    return _checked(file, _decode(file, data, faults), faults)


def _kilobytes(size: int) -> int:
    return -(-size // 1_000)


def _decode(file: str, data: bytes, faults: Faults) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        codec, name = _likely_encoding(data)
        text = data.decode(codec, errors="replace")
        before = "" if codec.startswith("utf-16") else data[: error.start].decode("utf-8-sig")
        line = before.count("\n")
        start = len(before) - (before.rfind("\n") + 1)
        whole = text.split("\n", line + 1)[line].rstrip("\r")
        faults.add(place_in(file, line + 1, whole, start, whole[start : start + 1]), ENCODING, encoding=name)
        return text


def _likely_encoding(data: bytes) -> tuple[str, str]:
    """Codec and common name of what bytes that are not UTF-8 look like."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16", "UTF-16"
    if data.count(0) * 3 > len(data):
        return ("utf-16-le" if data[1:2] == b"\0" else "utf-16-be"), "UTF-16"
    if any(0x80 <= byte < 0xA0 for byte in data):
        return "cp1252", "Windows-1252 (ANSI)"
    return "latin-1", "ISO-8859-1 (latin-1) / Windows-1252"


def _checked(file: str, text: str, faults: Faults) -> str | None:
    """``text``, or None when it holds characters or lines that no head of service typed."""
    found = _CONTROL.search(text)
    if found:
        line, start, whole = _line_at(text, found.start())
        code = f"U+{ord(found[0]):04X}"
        faults.add(place_in(file, line, whole, start, found[0]), CONTROL_CHARACTER, code=code)
        return None
    text = text.replace("\r\n", "\n")
    if len(text) > LINE_CHARACTERS_MAX:
        for number, whole in enumerate(text.split("\n"), start=1):
            if len(whole) > LINE_CHARACTERS_MAX:
                faults.add(
                    place_in(file, number, whole, 0, ""),
                    LONG_LINE,
                    length=len(whole),
                    limit=LINE_CHARACTERS_MAX,
                )
                return None
    return text


def _line_at(text: str, offset: int) -> tuple[int, int, str]:
    """Number of the line that holds ``offset``, the offset within it, and the line."""
    begin = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    return text.count("\n", 0, offset) + 1, offset - begin, text[begin : end if end >= 0 else len(text)]


NO_FOLDER = Trouble(
    Text("Le dossier « {folder} » n’existe pas.", "There is no folder “{folder}”."),
    Text("Vérifier le chemin donné.", "Check the path you gave."),
)
NOT_A_FOLDER = Trouble(
    Text("« {folder} » n’est pas un dossier.", "“{folder}” is not a folder."),
    Text("Donner le dossier, pas l’un de ses fichiers.", "Give the folder, not one of its files."),
)
NOT_A_SITE_FOLDER = Trouble(
    Text("Ce dossier ne contient aucun fichier de rota.", "This folder holds no file of rota."),
    Text("Il en faut au moins : {files}.", "It needs at least: {files}."),
)
NO_FOLDER_FILE = Trouble(
    Text("Le fichier folder.toml manque.", "The file folder.toml is missing."),
    Text(
        'Le créer avec deux lignes : format = 1 et name = "…".',
        'Create it with two lines: format = 1 and name = "…".',
    ),
)
NO_FILE = Trouble(
    Text("Le fichier {file} manque.", "The file {file} is missing."),
    Text(
        "Le créer ; docs/folder-format.fr.md dit son contenu.",
        "Create it; docs/folder-format.md says what it holds.",
    ),
)
MISNAMED = Trouble(
    Text(
        "Ce fichier ne serait pas lu : son nom n’est pas prévu.",
        "This file would not be read: its name is not one of ours.",
    ),
    Text("Le renommer en {file}, ou l’ôter du dossier.", "Rename it {file}, or take it out of the folder."),
)
NOT_A_FILE = Trouble(
    Text("Ce n’est pas un fichier ordinaire.", "This is not an ordinary file."),
    Text(
        "Mettre le fichier lui-même, ni un dossier ni un lien.",
        "Put the file itself, neither a folder nor a link.",
    ),
)
UNREADABLE = Trouble(
    Text("Lecture impossible : {reason}.", "It cannot be read: {reason}."),
    Text("Vérifier les droits d’accès.", "Check the access rights."),
)
TOO_BIG = Trouble(
    Text("Le fichier pèse {size} ko ; {limit} ko au plus.", "The file has {size} kB; {limit} kB at most."),
    Text("Vérifier que c’est bien le bon fichier.", "Check that it is the right file."),
)
ENCODING = Trouble(
    Text(
        "Le fichier n’est pas en UTF-8 ; il semble en {encoding}.",
        "The file is not in UTF-8; it looks like {encoding}.",
    ),
    Text(
        "L’enregistrer en UTF-8 : dans Excel « CSV UTF-8 (délimité par des virgules) », dans le Bloc-notes "
        "Enregistrer sous, Codage UTF-8.",
        "Save it as UTF-8: in Excel “CSV UTF-8 (Comma delimited)”, in Notepad Save As, Encoding UTF-8.",
    ),
)
CONTROL_CHARACTER = Trouble(
    Text(
        "Un caractère de commande invisible ({code}) se trouve ici.",
        "There is an invisible control character ({code}) here.",
    ),
    Text("L’effacer ; un texte n’en contient pas.", "Delete it; plain text has none."),
)
LONG_LINE = Trouble(
    Text(
        "Cette ligne a {length} caractères ; {limit} au plus.",
        "This line has {length} characters; {limit} at most.",
    ),
    Text(
        "La couper, ou vérifier que c’est le bon fichier.", "Break it up, or check that it is the right file."
    ),
)
