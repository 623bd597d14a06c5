"""Pages of people, gathered from their nouns: importing them hangs them on the blueprint."""

from lms.people.accounts import routes as accounts
from lms.people.blocks import routes as blocks
from lms.people.blueprint import bp
from lms.people.deeds import routes as deeds
from lms.people.directory import routes as directory
from lms.people.door import routes as door
from lms.people.invitations import routes as invitations
from lms.people.joining import routes as joining
from lms.people.messages import routes as messages
from lms.people.passwords import routes as passwords
from lms.people.profiles import routes as profiles
from lms.people.sessions import routes as sessions

__all__ = [
    "accounts",
    "blocks",
    "bp",
    "deeds",
    "directory",
    "door",
    "invitations",
    "joining",
    "messages",
    "passwords",
    "profiles",
    "sessions",
]
