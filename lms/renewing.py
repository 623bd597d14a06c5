"""Rendering stored texts again when the renderer's version rises, in chunks, while people keep reading."""

from collections.abc import Callable

import click
from flask.cli import with_appcontext

from lms.database import db

CHUNK = 200

_stores: dict[str, Callable[[int], int]] = {}


def renews(name: str):
    """Register a function that renders at most so many outdated texts again and answers how many it did."""

    def register(function):
        _stores[name] = function
        return function

    return register


@click.command("render-again")
@with_appcontext
def render_again():
    """Render every stored text again that an older renderer made."""
    for name, renew in sorted(_stores.items()):
        total = 0
        while done := renew(CHUNK):
            db.session.commit()
            total += done
        db.session.commit()
        click.echo(f"{name}: {total}")
