"""What can be wrong with a line of attendance."""

from rota.sites.faults import Trouble
from rota.words import Text

EMPTY = Trouble(
    Text("La cellule « {field} » est vide.", "The cell “{field}” is empty."),
    Text("La remplir.", "Fill it in."),
)
NO_POST = Trouble(
    Text("« {found} » n’est pas le code d’un poste.", "“{found}” is not the code of a post."),
    Text("Le traduire sous [values.post].", "Translate it under [values.post]."),
)
NOT_SHARED = Trouble(
    Text("Le poste {post} n’a pas de part à {site}.", "Post {post} has no part at {site}."),
    Text("Vérifier le code du poste.", "Check the code of the post."),
)
OTHER_SITE = Trouble(
    Text("Cette ligne est de « {found} », non de {site}.", "This line is of “{found}”, not of {site}."),
    Text("Chaque site n’atteste que de son temps.", "Each site states its own time only."),
)
OUT_OF_TERM = Trouble(
    Text(
        "Le {day}, {post} n’est pas sous convention ({first} à {last}).",
        "On {day} {post} is under no convention ({first} to {last}).",
    ),
    Text("Vérifier la date.", "Check the date."),
)
COUNTED_BEFORE = Trouble(
    Text(
        "Le {day} de {post} est déjà compté dans son solde de départ, qui va jusqu’au {first} exclu.",
        "{day} of {post} is counted already in its opening balance, which goes up to {first} excluded.",
    ),
    Text("N’importer que les jours suivants.", "Import only the days after it."),
)
NOT_YET = Trouble(
    Text("Le {day} n’est pas encore passé.", "{day} has not come yet."),
    Text("N’importer que ce qui a été fait.", "Import only what was done."),
)
CLOSED = Trouble(
    Text("{month} est clos pour {post}.", "{month} is closed for {post}."),
    Text("Corriger par un ajustement dans le mois ouvert.", "Correct it by an adjustment in the open month."),
)
NO_TIME = Trouble(
    Text("Ni demi-journée, ni heures.", "Neither a half-day nor hours."),
    Text("Donner l’une ou les autres.", "Give the one or the other."),
)
HALF_HOURS = Trouble(
    Text("Il manque le début ou la fin.", "The start or the end is missing."),
    Text("Donner les deux heures, ou aucune.", "Give both hours, or none."),
)
CALL_WITHOUT_HOURS = Trouble(
    Text("Un déplacement se compte entre deux heures.", "A call-out is counted between two hours."),
    Text("Donner le début et la fin.", "Give its start and its end."),
)
NO_SUCH_DUTY = Trouble(
    Text(
        "Le {day}, la ligne {line} n’a pas de garde ni d’astreinte de ces demi-journées.",
        "On {day} line {line} has no duty of these half-days.",
    ),
    Text("Vérifier la date et la demi-journée.", "Check the day and the half-day."),
)
NOTHING_DONE = Trouble(
    Text("Zéro demi-journée n’est pas un temps.", "Zero half-days is no time."),
    Text("Écrire le statut absent.", "Write the status absent."),
)
NO_STAND_IN = Trouble(
    Text(
        "Un remplaçant ne se nomme que pour une ligne « remplacé », et c’est un autre poste.",
        "A stand-in is named only on a line “replaced”, and is another post.",
    ),
    Text("Corriger le statut, ou vider la cellule.", "Correct the status, or empty the cell."),
)
SAYS_OTHERWISE = Trouble(
    Text(
        "La ligne {other} du même fichier dit autre chose de ce temps.",
        "Line {other} of the same file says something else of this time.",
    ),
    Text("N’en garder qu’une.", "Keep one only."),
)
