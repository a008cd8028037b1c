"""``python -m tests.seeded.page`` writes ``docs/reference/seeded-faults.md``, the published list."""

from collections.abc import Iterator

from rota.explain import sentence
from rota.rules import BY_ID
from rota.words import Lang
from tests.seeded.faults import Fault, faults
from tests.seeded.grounds import GROUNDS, HERE, good

PAGE = HERE.parent.parent / "docs" / "reference" / "seeded-faults.md"

_HEAD = """\
# Fautes semées · Seeded faults

<!-- Written by python -m tests.seeded.page; do not edit. -->

Chaque faute est mise, seule, dans un bon planning ; le contrôle doit la trouver, avec la bonne règle, la
bonne mesure, le bon poste et le bon jour. Une modification « à la limite » ne doit rien faire dire à sa
règle. `tests/seeded/test_seeded.py` le vérifie ; les modifications exactes sont dans
`tests/seeded/faults.toml`.

Each fault is put, alone, into a good plan; the checker must find it, with the right rule, measure, post and
day. An edit “at the limit” must make its rule say nothing. `tests/seeded/test_seeded.py` proves it; the exact
edits are in `tests/seeded/faults.toml`.
"""


def page() -> str:
    """The whole page."""
    listed = [fault for fault in faults() if not fault.sound]
    sound = [fault for fault in faults() if fault.sound]
    parts = [
        _HEAD,
        "## Les bons plannings · The good plans\n",
        *_grounds(),
        f"\n## {len(listed)} fautes · {len(listed)} faults\n",
        "| Code | Planning | Ce qui est fait · What is done | Règle · Rule | Ce que dit le contrôle |",
        "| --- | --- | --- | --- | --- |",
        *(f"{_cells(fault)} {_sentence(fault)} |" for fault in listed),
        f"\n## {len(sound)} modifications à la limite · {len(sound)} edits at the limit\n",
        "| Code | Planning | Ce qui est fait · What is done | Règle muette · Silent rule |",
        "| --- | --- | --- | --- |",
        *(_cells(fault) for fault in sound),
        "\n## Ce que dit le contrôle du bon planning de Vitré\n",
        "Rien qui touche à la loi ; ce qui reste vient des demandes contradictoires des services.\n",
        *_left(),
    ]
    return "\n".join(parts) + "\n"


def _grounds() -> Iterator[str]:
    yield "| Planning | Dossier · Folder | Jours · Days | Constats · Findings | dont la loi · of the law |"
    yield "| --- | --- | --- | --- | --- |"
    for code, ground in GROUNDS.items():
        span, report = good(code).problem.span, good(code).report
        folder = ground.folder.relative_to(HERE.parent.parent).as_posix()
        law = sum(not finding.cost for finding in report.findings)
        yield f"| {code} | `{folder}` | {span.first} – {span.last} | {len(report.findings)} | {law} |"


def _cells(fault: Fault) -> str:
    return f"| {fault.code} | {fault.ground} | {fault.says.fr}<br>*{fault.says.en}* | {fault.rule} |"


def _sentence(fault: Fault) -> str:
    meant = next(finding for finding in fault.found() if fault.meant(finding))
    return sentence(meant, fault.problem, Lang.FR)


def _left() -> Iterator[str]:
    vitre = good("vitre")
    for finding in vitre.report.findings:
        name = BY_ID[finding.rule].name.say(Lang.FR)
        yield f"- {name} ({finding.cost}) : {sentence(finding, vitre.problem, Lang.FR)}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
