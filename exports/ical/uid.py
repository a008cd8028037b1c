"""Names of events that calendar programs remember them by.

A file gets a name computed from the post and the slot alone, so that any machine that exports the same plan
gives the same name. It tells nothing by itself, but whoever knows the code of a post can compute it: a feed
that strangers may reach needs names that hold a secret.
"""

import json
from uuid import UUID, uuid5

from rota.model.facts import PostId

FILE_EVENTS = UUID("6d5c4c0b-2d0e-5a53-9c8e-0f4b1d3f7a11")
"""The namespace of events in exported files; never changed."""


def file_uid(post: PostId, key: str) -> str:
    """The name of the event of ``post`` with this key in an exported file."""
    return str(uuid5(FILE_EVENTS, json.dumps([post, key])))
