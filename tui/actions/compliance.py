"""What can be done on the lights of compliance."""

from rota.words import Text
from tui.actions.action import Action, Where


def _of(id: str, keys: str, label: Text, sentence: Text, *, footer: int = 0) -> Action:  # noqa: A002
    return Action(f"compliance.{id}", Where.COMPLIANCE, keys, label, sentence, footer)


def _move(id: str, keys: str, sentence: Text) -> Action:  # noqa: A002
    return _of(id, keys, sentence, sentence)


COMPLIANCE: tuple[Action, ...] = (
    _of(
        "cell",
        "enter",
        Text("Détail", "Detail"),
        Text(
            "Détail de la case : constats, cases et écritures, règle et source",
            "Detail of the cell: findings, cells and entries, rule and source",
        ),
        footer=1,
    ),
    _of(
        "ahead",
        "a",
        Text("À venir", "Ahead"),
        Text(
            "Ce qui sera dépassé avec le planning d’aujourd’hui, et la réparation la moins chère",
            "What will be crossed with today’s plan, and the cheapest repair",
        ),
        footer=2,
    ),
    _of(
        "trend",
        "t",
        Text("Tendance", "Trend"),
        Text(
            "Tendance du poste : part par mois, heures par semaine",
            "Trend of the post: share by month, hours by week",
        ),
        footer=2,
    ),
    _of(
        "filter",
        "f",
        Text("Filtre", "Filter"),
        Text("Montrer toutes les règles, ou les rouges et orange", "Show all rules, or red and amber ones"),
        footer=3,
    ),
    _of(
        "period",
        "p",
        Text("Période", "Period"),
        Text("Période jugée : contrat, quatre mois, mois", "Period judged: contract, four months, month"),
        footer=3,
    ),
    _of(
        "before",
        "pageup,left_square_bracket",
        Text("Avant", "Before"),
        Text("Période précédente", "Period before"),
    ),
    _of(
        "after",
        "pagedown,right_square_bracket",
        Text("Après", "After"),
        Text("Période suivante", "Period after"),
    ),
    _of(
        "site",
        "s",
        Text("Site", "Site"),
        Text("Choisir un site, ou tous", "Choose one site, or all"),
        footer=4,
    ),
    _of(
        "kind",
        "v",
        Text("Vue", "View"),
        Text("Vue : postes, services, lignes de garde", "View: posts, services, duty lines"),
        footer=4,
    ),
    _of(
        "order",
        "o",
        Text("Ordre", "Order"),
        Text(
            "Ordre : loi, convention, souhait, ou le pire d’abord",
            "Order: law, agreement, wish, or worst first",
        ),
        footer=5,
    ),
    _of(
        "rule",
        "r",
        Text("Règle", "Rule"),
        Text(
            "Ce que dit la règle, ses chiffres et ses sources", "What the rule says, its figures and sources"
        ),
        footer=5,
    ),
    _of(
        "export",
        "e",
        Text("Exporter", "Export"),
        Text("Écrire le rapport de conformité", "Write the compliance report"),
        footer=4,
    ),
    _of("next", "n", Text("Suivant", "Next"), Text("Case en défaut suivante", "Next cell at fault")),
    _of(
        "previous",
        "N",
        Text("Précédent", "Previous"),
        Text("Case en défaut précédente", "Cell at fault before"),
    ),
    _move("left", "left,h", Text("Poste précédent", "Post before")),
    _move("right", "right,l", Text("Poste suivant", "Post after")),
    _move("up", "up,k", Text("Règle au-dessus", "Rule above")),
    _move("down", "down,j", Text("Règle au-dessous", "Rule below")),
    _move("first", "home", Text("Premier poste", "First post")),
    _move("last", "end", Text("Dernier poste", "Last post")),
    _of(
        "reload",
        "ctrl+r",
        Text("Relire", "Read again"),
        Text("Relire la base partagée", "Read the shared workspace again"),
    ),
    _of("back", "escape", Text("Planning", "Plan"), Text("Revenir au planning", "Back to the plan")),
)
