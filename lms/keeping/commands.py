"""`flask backup FILE` and `flask restore FILE`."""

from pathlib import Path

import click
from flask.cli import with_appcontext
from flask_migrate import upgrade
from sqlalchemy import inspect

from lms.database import db
from lms.keeping import archive


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@with_appcontext
def backup(file: Path):
    """Write database and files into FILE, as they stand at this moment, while people go on writing."""
    try:
        manifest = archive.backup(file)
    except OSError as error:
        raise click.ClickException(str(error)) from error
    click.echo(_summary("Backed up", manifest))
    for key in manifest["missing"]:
        click.echo(f"The storage no longer holds file {key}.", err=True)


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@with_appcontext
def restore(file: Path):
    """Put FILE into an empty database and storage, after checking every hash in it."""
    if not inspect(db.engine).has_table("users"):
        upgrade()
    try:
        manifest = archive.restore(file)
    except archive.BackupRefused as refused:
        raise click.ClickException(str(refused)) from refused
    click.echo(_summary("Restored", manifest))


def _summary(verb: str, manifest: dict) -> str:
    rows = sum(table["rows"] for table in manifest["tables"].values())
    return (
        f"{verb} {rows} rows of {len(manifest['tables'])} tables and {len(manifest['files'])} files; all hashes agree."
    )
