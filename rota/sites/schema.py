"""Names of the files, tables, keys and columns of a site folder, and the sizes we accept.

The only place that spells them all: the reader, the writer and the page ``docs/folder-format.md``
are held against it.
"""

from collections.abc import Mapping
from typing import Final

FORMAT: Final = 1
"""Version of the format that this program reads and writes."""

FOLDER: Final = "folder.toml"
SITES: Final = "sites.toml"
SERVICES: Final = "services.toml"
DUTY: Final = "duty.toml"
POSTS: Final = "posts.toml"
NEEDS: Final = "needs.csv"
ABSENCES: Final = "absences.csv"
WISHES: Final = "wishes.csv"
BALANCES: Final = "balances.csv"

FILES: Final = (FOLDER, SITES, SERVICES, DUTY, POSTS, NEEDS, ABSENCES, WISHES, BALANCES)
"""All files, in the order in which they are read and their faults are told."""

REQUIRED_FILES: Final = frozenset({FOLDER, SITES, SERVICES, POSTS})
"""The others may be absent."""

KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "folder": ("format", "name"),
    "site": (
        *("code", "name", "kind", "mark", "timezone", "country", "region"),
        *("lodging", "address", "open"),
    ),
    "travel": ("from", "to", "minutes", "km", "both_ways"),
    "service": ("code", "site", "name", "am", "pm", "unprogrammed"),
    "activity": (
        *("code", "name", "kind", "programmed", "clinical", "remote", "open"),
        *("follow_up_days", "autonomy_months"),
    ),
    "line": (
        *("code", "service", "name", "kind", "asked_per_month", "others"),
        *("skill", "seniority_months", "shift"),
    ),
    "shift": ("days", "slots", "hours", "half_days"),
    "post": (
        *("code", "specialty", "home", "started", "skills"),
        *("half_days_per_week", "volunteers"),
    ),
    "convention": (
        *("post", "employer", "start", "end", "split_days", "travel_buffer", "pattern_weeks"),
        *("duty_first_at", "share", "minimum", "counting", "typical_days", "figures"),
    ),
    "share": ("site", "percent", "services", "duties_per_month_max"),
    "minimum": ("site", "percent", "period"),
    "counting": (
        *("duty", "leave", "training", "recovery", "remote", "holiday"),
        *("rest_after_duty", "travel"),
    ),
}
"""The keys of each kind of TOML table."""

TABLES: Final[Mapping[str, tuple[str, ...]]] = {
    FOLDER: KEYS["folder"],
    SITES: ("site", "travel"),
    SERVICES: ("service", "activity"),
    DUTY: ("line",),
    POSTS: ("post", "convention"),
}
"""What stands at the top of each TOML file."""

_RECURRENCE = ("day", "half", "weeks", "rrule", "from", "until", "except", "also")

COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    NEEDS: ("code", "service", "activity", *_RECURRENCE, "min", "ideal", "skill", "holidays"),
    ABSENCES: ("code", "post", "kind", "first", "first_half", "last", "last_half"),
    WISHES: ("code", "owner", "post", "aim", *_RECURRENCE, "site", "grade"),
    BALANCES: ("post", "since", "until", "minutes", "weekends"),
}
"""The columns of each CSV file, in the order in which we write them."""

REQUIRED_COLUMNS: Final[Mapping[str, frozenset[str]]] = {
    NEEDS: frozenset({"service", "activity", "half", "min"}),
    ABSENCES: frozenset({"post", "kind", "first"}),
    WISHES: frozenset({"owner", "post", "aim"}),
    BALANCES: frozenset({"post", "since", "until"}),
}
"""The columns whose header must be there; the others count as empty."""

SITE_COLUMN: Final = "site:"
LINE_COLUMN: Final = "line:"
OWED_COLUMN: Final = "owed:"
PREFIXES: Final[Mapping[str, tuple[str, ...]]] = {BALANCES: (SITE_COLUMN, LINE_COLUMN, OWED_COLUMN)}
"""Columns that are a prefix and a code."""

TOML_BYTES_MAX: Final = 500_000
CSV_BYTES_MAX: Final = 4_000_000
LINE_CHARACTERS_MAX: Final = 2_000
CSV_ROWS_MAX: Final = 10_000
TEXT_CHARACTERS_MAX: Final = 200
CODE_CHARACTERS_MAX: Final = 40
KEY_PARTS_MAX: Final = 4
"""Parts of a dotted TOML key; the format itself needs two."""
DEPTH_MAX: Final = 4
"""Arrays and inline tables within each other."""
FAULTS_PER_FILE_MAX: Final = 100
"""A file with more faults than that is not read further."""
