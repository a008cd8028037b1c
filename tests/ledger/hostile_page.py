"""The list of hostile changes as a page of the documentation: ``python -m tests.ledger.hostile_page``."""

import sys

from tests.ledger import hostile_database
from tests.ledger.hostile import ATTACKS

HEAD = """\
# Hostile changes to a ledger · Altérations d’un registre

## To an export · D’un export

Each is made to the export of two months of one post, and must be found and named by `rota ledger verify`
and by `exports/verifier/rota_verify.py` alike. Those marked × cannot be seen without the signed sheet of the
other site: the forger holds the file and has made chain and statements anew. This page is written by the
tests.

> **En français.** Chaque altération est faite sur l’export de deux mois d’un poste ; les deux programmes
> doivent la trouver et la nommer. Celles marquées × ne se voient qu’avec la feuille signée que détient
> l’autre site : le faussaire tient le fichier et a refait la chaîne et les relevés.

| n° | altération | change | named as | × |
|---|---|---|---|---|
"""

DATABASE = """
## To a database · D’une base

Each is made to the SQLite file of a workspace with a plan published, a month attended and closed, by one who
first takes the triggers and the foreign keys away and puts them back afterwards (but for the last ones, which
are about the protections themselves). `rota ledger verify` names each; none of them stops it.

> **En français.** Chaque altération est faite dans le fichier SQLite d’une base où un planning est publié, un
> mois attesté et clos, par qui ôte d’abord déclencheurs et clefs étrangères puis les remet (sauf les
> dernières, qui touchent les protections elles-mêmes). `rota ledger verify` nomme chacune ; aucune ne
> l’arrête.

| n° | altération | change | named as |
|---|---|---|---|
"""


def page() -> str:
    """The page."""
    return HEAD + _exports() + DATABASE + _database()


def _database() -> str:
    rows = (
        f"| {number} | {attack.name.fr} | {attack.name.en} | `{attack.expected}` |"
        for number, attack in enumerate(hostile_database.ATTACKS, 1)
    )
    return "\n".join(rows) + "\n"


def _exports() -> str:
    rows = (
        f"| {number} | {attack.name.fr} | {attack.name.en} | `{attack.expected}` |"
        f"{' × ' if attack.sheet else ' '}|"
        for number, attack in enumerate(ATTACKS, 1)
    )
    return "\n".join(rows) + "\n"


if __name__ == "__main__":
    sys.stdout.write(page())
