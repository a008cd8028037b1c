"""What can be wrong with a plain value."""

from rota.sites.faults import Trouble
from rota.words import Text

NOT_A_TEXT = Trouble(
    Text("« {found} » n’est pas un texte.", "“{found}” is not a text."),
    Text('L’écrire entre guillemets droits : {key} = "…".', 'Write it between straight quotes: {key} = "…".'),
)
LONG_TEXT = Trouble(
    Text(
        "Ce texte a {count} caractères ; {limit} au plus.",
        "This text has {count} characters; {limit} at most.",
    ),
    Text("Le raccourcir.", "Shorten it."),
)
UNSHOWN = Trouble(
    Text(
        "Ce texte contient un caractère invisible ({code}).",
        "This text holds an invisible character ({code}).",
    ),
    Text("Le retaper à la main.", "Type it again by hand."),
)
BLANK = Trouble(
    Text("« {key} » est vide.", "“{key}” is blank."),
    Text("Donner un texte.", "Give a text."),
)
NOT_WHOLE = Trouble(
    Text("« {found} » n’est pas un nombre entier.", "“{found}” is not a whole number."),
    Text(
        "« {key} » est un entier de {low} à {high}, sans guillemets.",
        "“{key}” is a whole number from {low} to {high}, without quotes.",
    ),
)
OUT_OF_RANGE = Trouble(
    Text("{found} est hors des limites.", "{found} is out of range."),
    Text("« {key} » va de {low} à {high}.", "“{key}” goes from {low} to {high}."),
)
NO_CHOICE = Trouble(
    Text("« {found} » n’est pas une valeur de « {key} ».", "“{found}” is not a value of “{key}”."),
    Text("Valeurs : {known}.", "Values: {known}."),
)
NOT_A_FLAG = Trouble(
    Text("« {found} » n’est ni oui ni non.", "“{found}” is neither yes nor no."),
    Text(
        "Écrire true (oui) ou false (non), sans guillemets.",
        "Write true (yes) or false (no), without quotes.",
    ),
)
NOT_A_DAY = Trouble(
    Text("« {found} » n’est pas une date.", "“{found}” is not a date."),
    Text("Écrire année-mois-jour, par exemple 2026-11-02.", "Write year-month-day, for instance 2026-11-02."),
)
NO_SUCH_DAY = Trouble(
    Text("Le {found} n’existe pas.", "There is no {found}."),
    Text("Vérifier le jour et le mois.", "Check the day and the month."),
)
FRENCH_DAY = Trouble(
    Text("« {found} » n’est pas écrit année-mois-jour.", "“{found}” is not written year-month-day."),
    Text("Écrire {iso}.", "Write {iso}, if the day comes first."),
)
FAR_DAY = Trouble(
    Text("Le {found} est trop loin.", "{found} is too far away."),
    Text("Vérifier l’année.", "Check the year."),
)
NOT_A_LIST = Trouble(
    Text("« {key} » doit être une liste de textes.", "“{key}” must be a list of texts."),
    Text('Écrire {key} = ["…", "…"].', 'Write {key} = ["…", "…"].'),
)
LISTED_TWICE = Trouble(
    Text("« {found} » est deux fois dans la liste.", "“{found}” is twice in the list."),
    Text("L’ôter une fois.", "Drop one."),
)
NOT_HOURS = Trouble(
    Text("« {found} » n’est pas un horaire.", "“{found}” is no pair of hours."),
    Text("Écrire par exemple 08:30-13:00.", "Write for instance 08:30-13:00."),
)
NO_WEEK_SLOT = Trouble(
    Text("« {found} » n’est pas une demi-journée de la semaine.", "“{found}” is no half-day of the week."),
    Text(
        "Écrire par exemple mon-am, wed-pm, sat ou mon-fri.",
        "Write for instance mon-am, wed-pm, sat or mon-fri.",
    ),
)
NOT_HALF_DAYS = Trouble(
    Text("« {found} » n’est pas un nombre de demi-journées.", "“{found}” is no number of half-days."),
    Text('Écrire par exemple 2, 0.5 ou "12+20/60".', 'Write for instance 2, 0.5 or "12+20/60".'),
)
NOT_60THS = Trouble(
    Text(
        "{found} n’est pas un nombre entier de soixantièmes de demi-journée.",
        "{found} is no whole number of 60ths of a half-day.",
    ),
    Text('Un tiers s’écrit "20/60".', 'A third is written "20/60".'),
)
