"""The backup file: a zip with every table as JSON lines, every file, and a manifest with their counts and hashes."""

import base64
import hashlib
import json
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from flask import current_app
from sqlalchemy import Table, func, inspect, select, text, update
from sqlalchemy.exc import NoResultFound

from lms.database import Base, db
from lms.files.models import File
from lms.search.actions import rebuild

FORMAT = 1
BATCH = 500


class BackupRefused(Exception):
    """The file is not a whole backup of ours, or the database it should go into is in use."""


def backup(path: Path) -> dict:
    """Write everything as it stood at one moment, while people go on writing. Returns the manifest."""
    manifest = {
        "format": FORMAT,
        "revision": _revision(),
        "made_at": datetime.now(UTC).isoformat(),
        "tables": {},
        "files": {},
        "missing": [],
    }
    # Under another name until it is whole: what has the name of a backup is one.
    unfinished = path.with_name(f"{path.name}.part")
    with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as archive, _snapshot() as connection:
        for table in Base.metadata.sorted_tables:
            manifest["tables"][table.name] = _write_table(archive, connection, table)
        storage = current_app.extensions["storage"]
        for key in connection.execute(select(File.key).order_by(File.key)).scalars():
            try:
                with storage.open(key) as source:
                    data = source.read()
            except FileNotFoundError:
                manifest["missing"].append(key)
                continue
            archive.writestr(f"files/{key}", data, zipfile.ZIP_STORED)
            manifest["files"][key] = hashlib.sha256(data).hexdigest()
        archive.writestr("manifest.json", json.dumps(manifest, indent=1))
    unfinished.replace(path)
    return manifest


def restore(path: Path) -> dict:
    """Put a backup into an empty database and storage; nothing is written before every hash has been checked."""
    with _opened(path) as archive:
        manifest = check(archive)
        if manifest["revision"] != _revision():
            raise BackupRefused(
                f"the backup has the tables of revision {manifest['revision']}, this database those of {_revision()}; "
                "restore with the version that made it, then upgrade"
            )
        _refuse_used_database()
        storage = current_app.extensions["storage"]
        for key in manifest["files"]:
            storage.put(key, archive.read(f"files/{key}"))
        with db.engine.begin() as connection:
            for table in reversed(Base.metadata.sorted_tables):
                connection.execute(table.delete())
            for table in Base.metadata.sorted_tables:
                _read_table(archive, connection, table)
            for table in Base.metadata.sorted_tables:
                _read_late_columns(archive, connection, table)
                _advance_sequence(connection, table)
    rebuild()
    db.session.commit()
    return manifest


def _opened(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except zipfile.BadZipFile as error:
        raise BackupRefused("this file is not a backup, or not a whole one") from error


def check(archive: zipfile.ZipFile) -> dict:
    """The manifest, after comparing every count and hash in it with what the file holds."""
    try:
        manifest = json.loads(archive.read("manifest.json"))
    except (KeyError, ValueError) as error:
        raise BackupRefused("this file is not a backup") from error
    if manifest.get("format") != FORMAT:
        raise BackupRefused(f"this backup has format {manifest.get('format')}, {FORMAT} is needed")
    for name, expected in manifest["tables"].items():
        digest, rows = hashlib.sha256(), 0
        with archive.open(f"tables/{name}.jsonl") as lines:
            for line in lines:
                digest.update(line)
                rows += 1
        if (rows, digest.hexdigest()) != (expected["rows"], expected["sha256"]):
            raise BackupRefused(f"table {name} in the backup is damaged")
    for key, expected in manifest["files"].items():
        if hashlib.sha256(archive.read(f"files/{key}")).hexdigest() != expected:
            raise BackupRefused(f"file {key} in the backup is damaged")
    return manifest


def _snapshot():
    connection = db.engine.connect()
    if db.engine.dialect.name == "postgresql":
        connection = connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    return connection


def _write_table(archive: zipfile.ZipFile, connection, table: Table) -> dict:
    digest, count = hashlib.sha256(), 0
    statement = select(table).order_by(*table.primary_key.columns).execution_options(yield_per=BATCH)
    with archive.open(f"tables/{table.name}.jsonl", "w", force_zip64=True) as file:
        for row in connection.execute(statement).mappings():
            line = (
                json.dumps({k: _plain(v) for k, v in row.items()}, ensure_ascii=False, sort_keys=True).encode() + b"\n"
            )
            file.write(line)
            digest.update(line)
            count += 1
    return {"rows": count, "sha256": digest.hexdigest()}


def _plain(value):
    if isinstance(value, datetime):
        return {"moment": value.astimezone(UTC).isoformat()}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, bytes):
        return {"bytes": base64.b64encode(value).decode()}
    return {"json": value} if isinstance(value, dict | list) else value


def _value(kept):
    if not isinstance(kept, dict):
        return kept
    kind, value = next(iter(kept.items()))
    read = {
        "moment": datetime.fromisoformat,
        "date": date.fromisoformat,
        "bytes": base64.b64decode,
        "json": lambda v: v,
    }
    return read[kind](value)


def _rows(archive: zipfile.ZipFile, table: Table) -> Iterator[dict]:
    with archive.open(f"tables/{table.name}.jsonl") as lines:
        for line in lines:
            yield {name: _value(value) for name, value in json.loads(line).items()}


def _late_columns(table: Table) -> list:
    """Columns that may point to rows not restored yet: to the own table, or round a circle."""
    return [
        column
        for column in table.columns
        for key in column.foreign_keys
        if key.column.table is table or key.constraint.use_alter
    ]


def _read_table(archive: zipfile.ZipFile, connection, table: Table) -> None:
    late = {column.name for column in _late_columns(table)}
    batch = []
    for row in _rows(archive, table):
        batch.append({name: None if name in late else value for name, value in row.items()})
        if len(batch) == BATCH:
            connection.execute(table.insert(), batch)
            batch = []
    if batch:
        connection.execute(table.insert(), batch)


def _read_late_columns(archive: zipfile.ZipFile, connection, table: Table) -> None:
    late = [column.name for column in _late_columns(table)]
    if not late:
        return
    for row in _rows(archive, table):
        values = {name: row[name] for name in late if row[name] is not None}
        if values:
            key = [column == row[column.name] for column in table.primary_key.columns]
            connection.execute(update(table).where(*key).values(**values))


def _advance_sequence(connection, table: Table) -> None:
    if connection.dialect.name != "postgresql":
        return
    for column in table.primary_key.columns:
        name = connection.scalar(
            text("SELECT pg_get_serial_sequence(:table, :column)"), {"table": table.name, "column": column.name}
        )
        if name:
            highest = connection.scalar(select(func.max(column)))
            connection.execute(
                text("SELECT setval(:name, :value, :used)"),
                {"name": name, "value": highest or 1, "used": highest is not None},
            )


def _refuse_used_database() -> None:
    people = Base.metadata.tables["users"]
    with db.engine.connect() as connection:
        if connection.scalar(select(func.count()).select_from(people)):
            raise BackupRefused("the database already holds people; restore into an empty one")


def _revision() -> str:
    if not inspect(db.engine).has_table("alembic_version"):
        return ""
    with db.engine.connect() as connection:
        try:
            return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
        except NoResultFound:
            return ""
