"""`flask rotate-signing-key`: badges are signed with a new key from now on; those that were signed stay verifiable."""

import click
from flask.cli import with_appcontext

from courses.certificates.signing import make_key
from lms.admin.audit import audit
from lms.database import begin_writing, db


@click.command("rotate-signing-key")
@with_appcontext
def rotate_signing_key() -> None:
    """Sign badges with a new key from now on."""
    begin_writing()
    key = make_key()
    audit("signing key made", object_kind="signing key", object_id=key.id)
    db.session.commit()
    click.echo(f"Badges are signed with key {key.kid} from now on. Older keys stay published.")
