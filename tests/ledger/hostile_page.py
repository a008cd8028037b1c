"""The list of hostile changes as a page of the documentation: ``python -m tests.ledger.hostile_page``."""

import sys

from tests.ledger.hostile import ATTACKS

HEAD = """\
# Hostile changes to an exported ledger · Altérations d’un registre exporté

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


def page() -> str:
    """The page."""
    rows = (
        f"| {number} | {attack.name.fr} | {attack.name.en} | `{attack.expected}` |"
        f"{' × ' if attack.sheet else ' '}|"
        for number, attack in enumerate(ATTACKS, 1)
    )
    return HEAD + "\n".join(rows) + "\n"


if __name__ == "__main__":
    sys.stdout.write(page())
