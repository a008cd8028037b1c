"""The whole cycle by keyboard, on the sample of Vitré: from two services' needs to a signed month.

One list of steps: ``test_cycle.py`` does them in a terminal, ``docs/guide/make_cycle.py`` takes the pictures.
"""

from dataclasses import dataclass, replace

OCTOBER, JANUARY = "2026-10-26T09:00", "2027-01-04T09:00"
"""When the weeks of December are planned, and when they are over."""
SIZE = (120, 36)


@dataclass(frozen=True, slots=True)
class Step:
    """Keys, and what the screen says then."""

    until: str
    keys: tuple[str, ...] = ()
    """As Textual names them; several letters are typed."""
    picture: str = ""
    """The screen is shown in the guide, under this name."""


def _step(keys: str, until: str, picture: str = "") -> Step:
    """A step of one or more keys with a space between them."""
    return Step(until, tuple(keys.split()), picture)


def _speak_for(site: str, mark: str) -> tuple[Step, ...]:
    """Change sides by the palette: in life another person sits at another machine."""
    return (
        _step("ctrl+p", "Chercher"),
        Step("Parler pour un autre site", ("Parler pour",)),
        _step("enter", "Pour quel site parlez-vous ?"),
        _step("down" if site != "CH" else "up", f"au nom de {site}."),
        _step("enter", f" {site}  ASP-GASTRO-1 (1/7)"),
        Step(mark),
    )


BEGIN = (
    Step("Créer une base  Vitré", picture="welcome"),
    _step("enter", "Pour quel site parlez-vous ?"),
    _step("enter", "⏎ Modifier"),
    Step("0 médecin(s), il en faut 1. [Besoins"),
    _step("ctrl+n", "▸ Premier lundi         30/11/2026"),
    _step("down", "▸ Semaines"),
    _step("5", "▸ Semaines              5"),
    _step("enter", "2026-W49 → 2026-W53  nouveau"),
)
"""A workspace from the sample, a finding, and the weeks to be planned."""
DRAFT = (
    _step("enter", "Modifier · ASP-GASTRO-1", "cycle-edit"),
    _step("enter", "● non enregistré"),
    _step("u", "Annulé : changement d’une case."),
    _step("enter", "Modifier · ASP-GASTRO-1"),
    _step("enter", "▸V Consu"),
    _step("space", "▸V Consu*"),
    _step("s", "changement(s) retenu(s)"),
    Step("Parts avant → après", picture="cycle-proposal"),
    _step("a", "⏎ Modifier"),
    _step("ctrl+s", "v1 brouillon", "cycle-planner"),
)
"""Edit, undo, edit, pin; solve, compare, accept; save."""
AGREE = (
    _step("p", "v1 proposé, attend CHU, EPSM"),
    *_speak_for("CHU", "y Accepter"),
    _step("y", "Accepter 2026-11-30/v1 pour CHU ?", "cycle-agree"),
    _step("enter", "v1 proposé, attend EPSM"),
    Step("⏎ Modifier"),
    *_speak_for("EPSM", "y Accepter"),
    _step("y", "Accepter 2026-11-30/v1 pour EPSM ?"),
    _step("enter", "v1 accepté"),
    Step("b Publier"),
    _step("b", "Publier 2026-11-30/v1 ?", "cycle-publish"),
    _step("enter", "écriture(s) au registre"),
    Step("v1 publié"),
)
"""The CH proposes, the CHU and the EPSM agree, and it is published."""


def _ledger(site: str) -> tuple[Step, ...]:
    """The month of December, all posts of a site."""
    return _step("f3", f"décembre 2026  au nom de {site}"), Step("⏎ Ouvrir"), Step("ASP-PSY-2")


IN_POST = _step("enter", "part CH, mois")
OPEN = (Step("v1 publié"), Step("⏎ Modifier"), *_ledger("CH"))
"""The month is over, nothing of it stated yet."""
CONFIRM = (
    IN_POST,
    _step("c", "· la semaine, mar. 01/12 – dim. 06/12"),
    _step("w", "· le mois, mar. 01/12 – jeu. 31/12"),
    _step("space", "dont 1 exception(s)"),
    _step("enter", "Effet sur les soldes", "cycle-effect"),
    _step("enter", "⏎ Ouvrir"),
    Step("✓ compté"),
    _step("escape", "7 poste(s) : 0 clos"),
)
"""The CH confirms December, one half-day not done."""
OTHER = (
    *_speak_for("CHU", "⏎ Modifier"),
    *_ledger("CHU"),
    IN_POST,
    _step("c", "· la semaine, mar. 01/12 – dim. 06/12"),
    _step("w", "· le mois, mar. 01/12 – jeu. 31/12"),
    _step("enter", "Effet sur les soldes"),
    _step("enter", "⏎ Ouvrir", "cycle-balances"),
    _step("escape", "100 %"),
)
"""The CHU confirms the rest."""
HALF_EACH = _step("down down", "reste dû 3 → 3½ (+½)", "cycle-decide")
CLAIM = (
    IN_POST,
    _step("home down down e", "Attester une demi-journée ou une garde"),
    _step("ctrl+s", "! à décider"),
    _step("s", "Décider de l’écart"),
    replace(HALF_EACH, picture=""),
    _step("enter", "partager : CH ½, CHU ½ ; attendu encore de CH."),
    _step("escape", "1 écart(s) à décider"),
)
"""The CHU claims a half-day that the CH has confirmed, and would share it."""
SETTLE = (
    *_speak_for("CH", "⏎ Modifier"),
    *_ledger("CH"),
    IN_POST,
    _step("s", "Décider de l’écart"),
    HALF_EACH,
    _step("enter", "Réglé : partager : CH ½, CHU ½"),
    _step("escape", "0 écart(s) à décider"),
)
"""The CH agrees, and the half-day is shared."""
CLOSE = (
    *_speak_for("CHU", "⏎ Modifier"),
    *_ledger("CHU"),
    IN_POST,
    _step("f", "Clore décembre 2026 au nom de CHU"),
    _step("enter", "Feuilles à garder par les deux hôpitaux"),
    _step("escape", "⏎ Ouvrir"),
    *_speak_for("CH", "⏎ Modifier"),
    *_ledger("CH"),
    IN_POST,
    _step("f", "Signer pour CH : le mois sera clos"),
    _step("enter", "Feuilles à garder par les deux hôpitaux", "cycle-signed"),
    _step("escape", "décembre 2026  1/7  clos"),
    _step("escape", "7 poste(s) : 1 clos"),
)
"""The CHU proposes to close, the CH signs."""
RULES = (
    _step("f4", "Part de CH par mois", "cycle-compliance"),
    _step("f2", "⏎ Modifier"),
)
"""Which rules were kept; then back."""
