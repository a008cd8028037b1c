"""Writes what tests compare with: ``python -m tests.store.golden_files``.

What a fresh PostgreSQL database tells of its protections, and an SQLite database of this revision with the
hashes of its entries; that of an earlier revision is never written again.
"""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from rota.store import Store, migrations, protections
from rota.store.engine import engine_for
from tests import builders
from tests.store.clocks import CountingClock
from tests.store.drafts import contract
from tests.store.filling import fill
from tests.store.servers import empty, schema

TARGET = Path(migrations.__file__).parent / protections.EXPECTED_POSTGRESQL


def fresh() -> dict[str, str]:
    """The protections of a database that was just made."""
    with schema() as url:
        engine = engine_for(url)
        with engine.begin() as connection:
            migrations.upgrade(connection)
        with engine.begin() as connection:
            found = dict(protections.found_postgresql(connection))
        engine.dispose()
    return found


def write_database(folder: Path) -> None:
    """A small database of the newest revision as SQL, unless it is there."""
    script = folder / f"{migrations.HEAD}.sql"
    if script.exists():
        return
    with empty("sqlite") as url:
        with Store.create(url, builders.facts(2), clock=CountingClock()) as store:
            fill(store)
            hashes = [entry.hash.hex() for entry in store.entries(contract().id)]
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as made:
            script.write_text("\n".join(made.iterdump()) + "\n", encoding="utf-8")
    script.with_suffix(".json").write_text(json.dumps(hashes, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write_database(Path(__file__).parent / "golden")
    TARGET.write_text(json.dumps(fresh(), indent=1, sort_keys=True) + "\n", encoding="utf-8")
