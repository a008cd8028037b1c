"""What can be wrong with a convention."""

from rota.sites.faults import Trouble
from rota.words import Text

TWO_CONVENTIONS = Trouble(
    Text("Le poste {post} a déjà une convention.", "Post {post} already has a convention."),
    Text("N’en garder qu’une par poste.", "Keep one only for each post."),
)
NO_CONVENTION = Trouble(
    Text("Le poste {post} n’a pas de convention.", "Post {post} has no convention."),
    Text('Ajouter [[convention]] avec post = "{post}".', 'Add [[convention]] with post = "{post}".'),
)
END_BEFORE_START = Trouble(
    Text(
        "La convention finit le {end}, avant de commencer le {start}.",
        "The convention ends on {end}, before it starts on {start}.",
    ),
    Text("Échanger ou corriger les deux dates.", "Swap or correct the two dates."),
)
NO_SHARE = Trouble(
    Text(
        "La convention ne répartit pas le poste entre les sites.",
        "The convention does not share the post between sites.",
    ),
    Text(
        "Ajouter un [[convention.share]] par site ; leur somme fait 100.",
        "Add a [[convention.share]] for each site; they add up to 100.",
    ),
)
SHARE_TWICE = Trouble(
    Text("Le site {site} a déjà une part.", "Site {site} already has a share."),
    Text("Réunir les deux parts, ou corriger le site.", "Join the two shares, or correct the site."),
)
SHARES_SUM = Trouble(
    Text("Les parts font {total} %, pas 100 %.", "The shares make {total}%, not 100%."),
    Text("Corriger les percent de cette convention.", "Correct the percents of this convention."),
)
NO_SERVICE = Trouble(
    Text("Aucun service n’est nommé pour ce site.", "No service is named for this site."),
    Text(
        "Nommer au moins un service où le poste travaille.", "Name at least one service where the post works."
    ),
)
FOREIGN_SERVICE = Trouble(
    Text(
        "Le service {service} est du site {owner}, pas de {site}.",
        "Service {service} is of site {owner}, not of {site}.",
    ),
    Text("Le mettre dans la part de {owner}, ou corriger.", "Put it in the share of {owner}, or correct it."),
)
FOREIGN_SITE = Trouble(
    Text(
        "Le site {site} n’a pas de part dans cette convention.",
        "Site {site} has no share in this convention.",
    ),
    Text(
        "Lui donner un [[convention.share]], ou corriger le site.",
        "Give it a [[convention.share]], or correct the site.",
    ),
)
MINIMUM_ABOVE_SHARE = Trouble(
    Text(
        "Le minimum ({minimum} %) dépasse la part du site ({share} %).",
        "The minimum ({minimum}%) is above the share of the site ({share}%).",
    ),
    Text("Baisser le minimum, ou relever la part.", "Lower the minimum, or raise the share."),
)
MINIMUM_TWICE = Trouble(
    Text(
        "Le site {site} a déjà un minimum sur cette période.",
        "Site {site} already has a minimum over this period.",
    ),
    Text("N’en garder qu’un.", "Keep one only."),
)
TYPICAL_TWICE = Trouble(
    Text("La demi-journée {slot} est déjà donnée.", "The half-day {slot} is already given."),
    Text("Ne la donner qu’une fois.", "Give it once only."),
)
TYPICAL_WEEK_INCOMPLETE = Trouble(
    Text(
        "« site-of-day » demande une semaine type complète ; il manque {missing}.",
        "“site-of-day” needs a whole typical week; {missing} missing.",
    ),
    Text(
        "Remplir [convention.typical_days] du lundi au vendredi.",
        "Fill in [convention.typical_days] from Monday to Friday.",
    ),
)
NO_WAY = Trouble(
    Text(
        "Le trajet de {origin} à {destination} manque dans sites.toml.",
        "The way from {origin} to {destination} is missing in sites.toml.",
    ),
    Text(
        "Ajouter [[travel]] avec from, to, minutes, km, et both_ways = true s’il vaut dans les deux sens.",
        "Add [[travel]] with from, to, minutes, km, and both_ways = true if it holds both ways.",
    ),
)
UNKNOWN_FIGURE = Trouble(
    Text("« {figure} » n’est le chiffre d’aucune règle.", "“{figure}” is the figure of no rule."),
    Text("« rota rules » les liste.", "“rota rules” lists them."),
)
LOOSENS_LAW = Trouble(
    Text(
        "{figure} = {value} est moins protecteur que la loi ({limit}).",
        "{figure} = {value} protects less than the law ({limit}).",
    ),
    Text(
        "Une convention peut resserrer ce chiffre, pas le desserrer.",
        "A convention may tighten this figure, not loosen it.",
    ),
)
