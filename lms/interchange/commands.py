"""What the commands that import share: a machine that may be new, and receipts in a terminal."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import click
from flask_migrate import upgrade
from sqlalchemy import inspect

from lms.admin.founding import found_academy
from lms.admin.models import Academy
from lms.archives import ArchiveRefused
from lms.database import db
from lms.interchange.actions import NothingToImport, fail_import
from lms.interchange.models import Import
from lms.interchange.receipts import Receipt
from lms.interchange.running import opened
from lms.interchange.trees import Tree


def import_path(
    path: Path, row: Import, carry_out: Callable[[Import, Tree], Receipt], refused: Receipt, as_json: bool
) -> None:
    """Import a folder or archive on the server and print its receipt; `refused` is that of a source refused whole."""
    db.session.commit()
    try:
        with opened(path) as tree:
            receipt = carry_out(row, tree)
    except (ArchiveRefused, NothingToImport) as refusal:
        sentence = str(getattr(refusal, "sentence", refusal))
        fail_import(row, sentence)
        db.session.commit()
        receipt = refused
        receipt.refuse(path.name, "", sentence)
    show(receipt.as_json(), receipt.kind, as_json)


def show(receipt: dict, kind: str, as_json: bool) -> None:
    """Print a receipt; the command has failed when nothing was made."""
    click.echo(json.dumps(receipt, ensure_ascii=False) if as_json else in_words(receipt, kind))
    if receipt[kind] is None:
        sys.exit(1)


def found_if_new() -> None:
    """The first command on a new machine may come before the first start of the server."""
    if not inspect(db.engine).has_table(Academy.__tablename__):
        upgrade()
        found_academy()
        db.session.commit()


def in_words(receipt: dict, kind: str) -> str:
    """A receipt as people read it in a terminal."""
    lines = []
    if made := receipt[kind]:
        lines.append(f"{made['title']}  {made['url']}")
        lines.append(", ".join(f"{what}: {number}" for what, number in receipt["arrived"].items()))
    for mark, entries in (("~", receipt["changed"]), ("x", receipt["refused"])):
        lines += [f"{mark} {entry['where'] or entry['what']}: {entry['what']}. {entry['why']}" for entry in entries]
    return "\n".join(lines)
