"""What the public pages of the feeds say, in both languages."""

from dataclasses import dataclass

from rota.words import Text


@dataclass(frozen=True, slots=True)
class Device:
    """How to subscribe on one kind of device."""

    name: Text
    steps: tuple[Text, ...]


TITLE = Text("Votre planning dans votre agenda", "Your rota in your calendar")
LEAD = Text(
    "Un planning que votre téléphone ou votre ordinateur relit de lui-même.",
    "A rota that your phone or computer reads again by itself.",
)
WITHOUT = Text(
    "Il vous faut l’adresse personnelle que votre service ou les affaires médicales vous ont donnée :"
    " elle commence comme cette page et finit par planning.ics.",
    "You need the personal address that your service or medical affairs gave you: it begins as this page"
    " does and ends in planning.ics.",
)
OPEN = Text(
    "Ouvrir dans l’agenda (iPhone, iPad, Mac, Thunderbird)",
    "Open in the calendar (iPhone, iPad, Mac, Thunderbird)",
)
GOOGLE = Text("Ajouter à Google Agenda", "Add to Google Calendar")
FILE = Text("Télécharger le fichier (ne se met pas à jour)", "Download the file (it does not update)")
COPY = Text("Adresse à copier :", "Address to copy:")
DEVICES = (
    Device(
        Text("iPhone, iPad", "iPhone, iPad"),
        (
            Text(
                "Sur la page de votre adresse, toucher « Ouvrir dans l’agenda », puis « S’abonner ».",
                "On the page of your address, tap “Open in the calendar”, then “Subscribe”.",
            ),
            Text(
                "Sinon : Réglages › Apps › Calendrier › Comptes Calendrier › Ajouter un compte › Autre ›"
                " Ajouter un calendrier avec abonnement, et coller l’adresse.",
                "Or: Settings › Apps › Calendar › Calendar Accounts › Add Account › Other › Add"
                " Subscribed Calendar, and paste the address.",
            ),
        ),
    ),
    Device(
        Text("Android", "Android"),
        (
            Text(
                "Avec Google Agenda : sur un ordinateur, calendar.google.com › Autres agendas › + › À"
                " partir de l’URL, coller l’adresse ; il apparaît ensuite sur le téléphone.",
                "With Google Calendar: on a computer, calendar.google.com › Other calendars › + › From"
                " URL, paste the address; it then shows on the phone.",
            ),
            Text(
                "Sans Google : l’application libre ICSx⁵, puis + et coller l’adresse.",
                "Without Google: the free application ICSx⁵, then + and paste the address.",
            ),
        ),
    ),
    Device(
        Text("Outlook", "Outlook"),
        (
            Text(
                "Nouvel Outlook, Outlook sur le web : Calendrier › Ajouter un calendrier › S’abonner à"
                " partir du web, coller l’adresse https.",
                "New Outlook, Outlook on the web: Calendar › Add calendar › Subscribe from web, paste"
                " the https address.",
            ),
            Text(
                "Outlook classique : Fichier › Paramètres du compte › Calendriers Internet › Nouveau.",
                "Classic Outlook: File › Account Settings › Internet Calendars › New.",
            ),
        ),
    ),
    Device(
        Text("Mac", "Mac"),
        (
            Text(
                "Calendrier › Fichier › Nouvel abonnement à un calendrier, coller l’adresse ; actualiser"
                " toutes les heures.",
                "Calendar › File › New Calendar Subscription, paste the address; refresh every hour.",
            ),
        ),
    ),
    Device(
        Text("Thunderbird, GNOME, Nextcloud", "Thunderbird, GNOME, Nextcloud"),
        (
            Text(
                "Nouvel agenda › Sur le réseau (ou : Ajouter un abonnement), coller l’adresse.",
                "New calendar › On the network (or: Add a subscription), paste the address.",
            ),
        ),
    ),
)
KNOW = Text("À savoir", "Good to know")
FACTS = (
    Text(
        "Votre appareil décide quand il relit : d’une demi-heure à un jour, parfois plus. Un changement"
        " de dernière minute vous est dit autrement : ne comptez pas sur l’agenda.",
        "Your device decides when it reads again: half an hour to a day, sometimes more. A last-minute"
        " change is told to you otherwise: do not count on the calendar.",
    ),
    Text(
        "L’adresse est une clé : qui l’a lit ce planning. Ne la transmettez pas ; une adresse par"
        " appareil. Appareil perdu : demandez qu’elle soit révoquée, elle ne répond plus aussitôt.",
        "The address is a key: whoever has it reads this rota. Do not pass it on; one address for each"
        " device. A device is lost: ask for it to be revoked, it stops at once.",
    ),
    Text(
        "L’agenda d’une personne ne nomme ni patient, ni confrère, ni motif de congé. Google, Microsoft"
        " ou Apple lisent ce que vous leur faites suivre.",
        "The calendar of a person names no patient, no colleague, no reason of leave. Google, Microsoft"
        " or Apple read what you make them follow.",
    ),
)
GONE = Text(
    "Cette adresse a été révoquée. Demandez-en une autre, et retirez cet abonnement de l’appareil.",
    "This address was revoked. Ask for another one, and remove this subscription from the device.",
)
UNKNOWN = Text("Il n’y a rien à cette adresse.", "There is nothing at this address.")
LATER = Text("Le planning revient bientôt : réessayez plus tard.", "The rota is back soon: try again later.")
TOO_MANY = Text("Trop d’essais : attendez une minute.", "Too many tries: wait a minute.")


def both(text: Text) -> str:
    """Both languages, one after the other."""
    return f"{text.fr}\n{text.en}"
