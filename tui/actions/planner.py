"""What can be done in the planner, on a proposal and on a page above it."""

from rota.words import Text
from tui.actions.action import Action, Where


def _planner(id: str, keys: str, label: Text, sentence: Text, *, footer: int = 0) -> Action:  # noqa: A002
    return Action(id, Where.PLANNER, keys, label, sentence, footer)


def _move(id: str, keys: str, sentence: Text) -> Action:  # noqa: A002
    return Action(id, Where.PLANNER, keys, sentence, sentence)


PLANNER: tuple[Action, ...] = (
    _planner(
        "cell.edit",
        "enter",
        Text("Modifier", "Edit"),
        Text(
            "Modifier la case : ce qui est possible, son prix et ce qu’il enfreint",
            "Edit the cell: what is possible, its price and what it breaks",
        ),
        footer=1,
    ),
    _planner(
        "cell.pin",
        "space",
        Text("Épingler", "Pin"),
        Text("Épingler la case, ou ôter l’épingle", "Pin the cell, or take the pin away"),
        footer=5,
    ),
    _planner(
        "cell.why",
        "w",
        Text("Pourquoi", "Why"),
        Text(
            "Dire pourquoi la case est ainsi, règle par règle", "Say why the cell is as it is, rule by rule"
        ),
        footer=3,
    ),
    _planner(
        "plan.solve",
        "s",
        Text("Calculer", "Solve"),
        Text("Chercher le meilleur planning autour des épingles", "Search for the best plan around the pins"),
        footer=2,
    ),
    _planner(
        "plan.stop",
        "x",
        Text("Arrêter", "Stop"),
        Text(
            "Arrêter la recherche et garder le meilleur planning trouvé",
            "Stop the search and keep the best plan so far",
        ),
        footer=2,
    ),
    _planner(
        "plan.proposal",
        "d",
        Text("Proposition", "Proposal"),
        Text(
            "Revoir la proposition, comparée au planning",
            "Look at the proposal again, compared with the plan",
        ),
        footer=2,
    ),
    _planner(
        "undo",
        "u,ctrl+z",
        Text("Annuler", "Undo"),
        Text("Annuler le dernier changement", "Undo the last change"),
        footer=6,
    ),
    _planner(
        "needs.focus",
        "o",
        Text("Besoins", "Needs"),
        Text("Aller aux besoins ouverts, ou en revenir", "Go to the open needs, or come back"),
        footer=7,
    ),
    _planner(
        "view.cycle",
        "a",
        Text("Vue", "View"),
        Text("Changer de vue : un poste, un service, tous", "Change the view: one post, one service, all"),
        footer=8,
    ),
    _planner(
        "plan.save",
        "ctrl+s",
        Text("Enregistrer", "Save"),
        Text("Enregistrer le planning", "Save the plan"),
        footer=4,
    ),
    _planner(
        "plan.propose",
        "p",
        Text("Proposer", "Propose"),
        Text("Proposer la version aux autres sites", "Propose the version to the other sites"),
        footer=2,
    ),
    _planner(
        "plan.agree",
        "y",
        Text("Accepter", "Agree"),
        Text(
            "Accepter la version proposée : ce qui a changé est montré d’abord",
            "Agree to the version proposed: what changed is shown first",
        ),
        footer=2,
    ),
    _planner(
        "plan.publish",
        "b",
        Text("Publier", "Publish"),
        Text(
            "Publier la version que tous ont acceptée : qui sera prévenu est montré d’abord",
            "Publish the version that all agreed to: who will be told is shown first",
        ),
        footer=2,
    ),
    _planner(
        "plan.changes",
        "m",
        Text("Changements", "Changes"),
        Text("Montrer ce qui a changé depuis la publication", "Show what changed since it was published"),
    ),
    _planner(
        "plan.choose",
        "ctrl+o",
        Text("Plannings", "Plans"),
        Text("Choisir un planning ou une version de la base", "Choose a plan or a version of the workspace"),
    ),
    _planner(
        "plan.begin",
        "ctrl+n",
        Text("Nouvelle période", "New period"),
        Text("Planifier une nouvelle période", "Plan a new period"),
    ),
    _planner(
        "redo",
        "r,ctrl+y",
        Text("Refaire", "Redo"),
        Text("Refaire ce qui a été annulé", "Redo what was undone"),
    ),
    _planner(
        "cell.clear",
        "delete,backspace",
        Text("Libérer", "Clear"),
        Text("Libérer la case", "Clear the cell"),
    ),
    _planner(
        "pin.day",
        "",
        Text("Épingler le jour", "Pin the day"),
        Text(
            "Épingler le jour du poste, ou ôter ses épingles",
            "Pin the day of the post, or take its pins away",
        ),
    ),
    _planner(
        "pin.week",
        "P",
        Text("Épingler la semaine", "Pin the week"),
        Text(
            "Épingler la semaine du poste, ou ôter ses épingles",
            "Pin the week of the post, or take its pins away",
        ),
    ),
    _planner(
        "pin.shown",
        "",
        Text("Épingler tout", "Pin all"),
        Text(
            "Épingler la semaine de tous les postes de la vue, ou ôter ces épingles",
            "Pin the week of all posts of the view, or take those pins away",
        ),
    ),
    _planner(
        "copy.day",
        "c",
        Text("Copier jour", "Copy day"),
        Text("Copier le jour du poste", "Copy the day of the post"),
    ),
    _planner(
        "copy.week",
        "C",
        Text("Copier semaine", "Copy week"),
        Text("Copier la semaine du poste", "Copy the week of the post"),
    ),
    _planner(
        "paste",
        "v",
        Text("Coller", "Paste"),
        Text("Coller le jour ou la semaine copiés", "Paste the copied day or week"),
    ),
    _planner(
        "plan.repair",
        "S",
        Text("Réparer", "Repair"),
        Text(
            "Chercher un planning qui change le moins possible celui-ci",
            "Search for a plan that changes this one as little as can be",
        ),
    ),
    _planner(
        "plan.solve-post",
        "",
        Text("Calculer le poste", "Solve the post"),
        Text(
            "Recalculer le seul poste sous le curseur, les autres ne bougeant pas",
            "Solve the post under the cursor alone, the others staying as they are",
        ),
    ),
    _planner(
        "finding.next",
        "n",
        Text("Suivant", "Next"),
        Text("Aller à la case en défaut suivante", "Go to the next cell at fault"),
    ),
    _planner(
        "finding.previous",
        "N",
        Text("Précédent", "Previous"),
        Text("Aller à la case en défaut précédente", "Go to the previous cell at fault"),
    ),
    _planner(
        "findings.all",
        "f",
        Text("Constats", "Findings"),
        Text("Montrer tous les constats du planning", "Show all findings of the plan"),
    ),
    _planner(
        "jump",
        "g",
        Text("Aller à", "Go to"),
        Text(
            "Aller à un poste, un service, une semaine, une règle", "Go to a post, a service, a week, a rule"
        ),
    ),
    _planner("view.post", "1", Text("Un poste", "One post"), Text("Voir un poste", "See one post")),
    _planner(
        "view.service", "2", Text("Un service", "One service"), Text("Voir un service", "See one service")
    ),
    _planner("view.all", "3", Text("Tous", "All"), Text("Voir tous les postes", "See all posts")),
    _planner(
        "view.zoom",
        "z",
        Text("1/4 semaines", "1/4 weeks"),
        Text("Voir une semaine ou quatre", "See one week or four"),
    ),
    _planner(
        "calendars.export",
        "",
        Text("Calendriers", "Calendars"),
        Text("Écrire un fichier de calendrier par poste", "Write one calendar file a post"),
    ),
    _planner(
        "desk.open",
        "",
        Text("Ouvrir", "Open"),
        Text("Ouvrir un autre dossier ; le brouillon est gardé", "Open another folder; the draft is kept"),
    ),
    _planner(
        "desk.share",
        "",
        Text("Partager", "Share"),
        Text(
            "Faire de ce dossier une base partagée (rota.db) : versions, accords, registre",
            "Make this folder a workspace (rota.db): versions, agreements, ledger",
        ),
    ),
    _move("move.left", "left,h", Text("Jour précédent", "Day before")),
    _move("move.right", "right,l", Text("Jour suivant", "Day after")),
    _move("move.up", "up,k", Text("Case au-dessus", "Cell above")),
    _move("move.down", "down,j", Text("Case au-dessous", "Cell below")),
    _move("move.week-before", "pageup", Text("Semaine précédente", "Week before")),
    _move("move.week-after", "pagedown", Text("Semaine suivante", "Week after")),
    _move("move.first", "home", Text("Premier jour de la semaine", "First day of the week")),
    _move("move.last", "end", Text("Dernier jour de la semaine", "Last day of the week")),
    _move("move.post-before", "ctrl+up,comma", Text("Poste précédent", "Post before")),
    _move("move.post-after", "ctrl+down,semicolon", Text("Poste suivant", "Post after")),
)

PROPOSAL: tuple[Action, ...] = (
    Action(
        "proposal.accept",
        Where.PROPOSAL,
        "a",
        Text("Accepter", "Accept"),
        Text("Accepter les changements retenus", "Accept the changes kept"),
        footer=2,
    ),
    Action(
        "proposal.cell",
        Where.PROPOSAL,
        "space",
        Text("Case", "Cell"),
        Text("Retenir ou écarter ce changement", "Keep or drop this change"),
        footer=2,
    ),
    Action(
        "proposal.post",
        Where.PROPOSAL,
        "p",
        Text("Poste", "Post"),
        Text("Retenir ou écarter tous les changements du poste", "Keep or drop all changes of the post"),
        footer=3,
    ),
    Action(
        "proposal.all",
        Where.PROPOSAL,
        "t",
        Text("Tout", "All"),
        Text("Retenir ou écarter tous les changements", "Keep or drop all changes"),
        footer=3,
    ),
    Action(
        "proposal.refuse",
        Where.PROPOSAL,
        "r",
        Text("Refuser", "Refuse"),
        Text("Refuser la proposition entière", "Refuse the whole proposal"),
        footer=3,
    ),
    Action(
        "proposal.later",
        Where.PROPOSAL,
        "escape,q",
        Text("Plus tard", "Later"),
        Text("Revenir au planning en gardant la proposition", "Go back to the plan and keep the proposal"),
        footer=2,
    ),
)

PAGE: tuple[Action, ...] = (
    Action(
        "page.back",
        Where.PAGE,
        "escape,q",
        Text("Retour", "Back"),
        Text("Revenir", "Go back"),
        footer=1,
    ),
)
