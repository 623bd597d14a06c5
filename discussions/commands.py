"""`flask recount`: put every counter right that is kept by adding and subtracting, and say only what was wrong."""

import click
from flask.cli import with_appcontext

from discussions import counting
from knowledge import counting as votes
from lms.access import recount_audiences
from lms.database import begin_writing, db


@click.command()
@with_appcontext
def recount():
    """Rebuild counters of topics, posts, spaces, articles and audiences; prints one line per kind of difference."""
    begin_writing()
    differences = {"size of audiences": recount_audiences(), **votes.recount(), **counting.recount()}
    db.session.commit()
    for what, number in differences.items():
        if number:
            click.echo(f"{what}: {number} put right")
    if not any(differences.values()):
        click.echo("Every counter was right.")
