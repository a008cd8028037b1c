"""Reads ``wishes.csv``: what doctors and services would like."""

from rota.model.calendar import Slot
from rota.model.facts import PostId, SiteId, Wish, WishAim, WishId
from rota.sites.csv_text import Sheet
from rota.sites.derived import code_of
from rota.sites.faults import Trouble, nearest
from rota.sites.known import Known
from rota.sites.readings import choice, one_of, whole
from rota.sites.record import Doubtful, Reading, Record, Wrong, rows
from rota.sites.recurrences import recurrence_of
from rota.sites.schema import COLUMNS, WISHES
from rota.words import Text

GRADE_MAX = 3

_WISH_SLOT = one_of(
    {
        "am": Slot.AM,
        "pm": Slot.PM,
        "night": Slot.NIGHT,
        "matin": Slot.AM,
        "après-midi": Slot.PM,
        "nuit": Slot.NIGHT,
    },
    known=tuple(Slot),
)


def read_wishes(sheet: Sheet, known: Known) -> None:
    """Read the rows of ``wishes.csv``."""
    for record in rows(sheet, known.faults, COLUMNS[WISHES]):
        wish = _wish(record, known)
        known.wishes.settle(record, wish.id, wish)


def _wish(record: Record, known: Known) -> Wish:
    owner = record.take("owner", _owner(known))
    post = record.take("post", known.posts.ref())
    aim = record.take("aim", choice(WishAim))
    site = record.optional("site", known.sites.ref())
    recurrence = recurrence_of(record)
    slot = record.optional("half", _WISH_SLOT)
    grade = record.maybe("grade", whole(1, GRADE_MAX), 1)
    if record.good("owner", "post") and owner in known.posts.known and owner != post:
        record.wrong("owner", ANOTHER_POST, owner=owner)
    if record.good("aim", "site"):
        _check_site(record, aim, site, post, known)
    code = code_of(
        record,
        known.wishes,
        ("owner", "aim", "day", "half"),
        ("post", "weeks", "rrule", "from", "until", "except", "also", "site"),
    )
    return Wish(
        id=WishId(code),
        owner=owner,
        post=PostId(post),
        aim=aim,
        recurrence=recurrence,
        slot=slot,
        site=SiteId(site) if site else None,
        grade=grade,
    )


def _owner(known: Known) -> Reading[str]:
    """Reads the code of a post or of a service."""

    def parse(value: object) -> str:
        code = str(value)
        posts, services = known.posts, known.services
        if code in posts.known or code in services.known:
            return code
        if posts.blind or services.blind or code in posts.doubtful | services.doubtful:
            raise Doubtful
        near = nearest(code, (*known.posts.known, *known.services.known))
        raise Wrong(NO_OWNER, near=near, found=code)

    return Reading(parse, "")


def _check_site(record: Record, aim: WishAim, site: str | None, post: str, known: Known) -> None:
    convention = known.conventions.get(post)
    if aim is WishAim.SITE and site is None:
        record.wrong("aim", NO_SITE)
    elif aim is not WishAim.SITE and site is not None:
        record.wrong("site", IDLE_SITE, aim=aim)
    elif site is not None and convention and site not in {share.site for share in convention.shares}:
        record.wrong("site", SITE_NOT_OF_POST, site=site, post=post)


NO_OWNER = Trouble(
    Text(
        "« {found} » n’est le code ni d’un poste ni d’un service.",
        "“{found}” is the code of neither a post nor a service.",
    ),
    Text("Donner le poste ou le service qui souhaite.", "Give the post or the service that wishes."),
)
ANOTHER_POST = Trouble(
    Text("Le poste {owner} ne peut souhaiter que pour lui-même.", "Post {owner} can wish only for itself."),
    Text(
        "Donner le même code dans owner et post, ou un service dans owner.",
        "Give the same code in owner and post, or a service in owner.",
    ),
)
NO_SITE = Trouble(
    Text("Un souhait « site » ne dit pas lequel.", "A wish “site” does not say which."),
    Text("Remplir la colonne site.", "Fill in the column site."),
)
IDLE_SITE = Trouble(
    Text("Un souhait « {aim} » n’a pas de site.", "A wish “{aim}” has no site."),
    Text(
        "Laisser la colonne site vide, ou écrire aim = site.",
        "Leave the column site empty, or write aim = site.",
    ),
)
SITE_NOT_OF_POST = Trouble(
    Text(
        "Le site {site} n’est pas dans la convention du poste {post}.",
        "Site {site} is not in the convention of post {post}.",
    ),
    Text("Donner l’un de ses sites.", "Give one of its sites."),
)
