"""Every write that imports of all kinds share: beginning and ending one, and keeping the files of a source."""

import hashlib
import posixpath
from urllib.parse import quote

from flask import current_app
from flask_babel import gettext as _

from lms.database import db, now
from lms.files.actions import UploadRefused
from lms.files.holding import Holding
from lms.files.models import File
from lms.interchange.models import Import
from lms.interchange.receipts import Receipt
from lms.interchange.rewriting import Addresses
from lms.interchange.trees import Tree


class NothingToImport(Exception):
    """The source holds no page for its readers; the sentence says so."""


class InUse(Exception):
    """The import cannot be undone; the sentence says what would be lost."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


def begin_import(row: Import, *, source_name: str, source_key: str = "", by=None) -> Import:
    """Write down that somebody brings something in; the work itself follows."""
    row.source_name, row.source_key = source_name[:200], source_key
    row.started_by = by.id if by else None
    db.session.add(row)
    db.session.flush()
    return row


def end_import(row: Import, receipt: Receipt) -> None:
    """The receipt is written; what was sent is no longer needed."""
    row.title = receipt.made["title"]
    row.receipt = receipt.as_json()
    row.finished_at = now()
    row.failed_because = ""
    forget_source(row)


def fail_import(row: Import, reason: str) -> None:
    """Nothing was made; the sentence says why."""
    row.finished_at, row.failed_because = now(), reason
    forget_source(row)
    db.session.flush()


def forget_source(row: Import) -> None:
    if row.source_key:
        current_app.extensions["storage"].delete(row.source_key)
        row.source_key = ""


class KeptFiles:
    """The files of a source as they are kept, each content once; what cannot be kept stands in the receipt."""

    def __init__(self, tree: Tree, addresses: Addresses, holding: Holding, receipt: Receipt, by=None):
        self._tree, self._addresses, self._holding, self._receipt, self._by = tree, addresses, holding, receipt, by
        self._stored: dict[str, File] = {}

    def keep(self, path: str, text, alt: str = "") -> bool:
        """Keep a file for a text, with what it shows; whether it is a new one."""
        data = self._tree.read(path)
        digest = hashlib.sha256(data).hexdigest()
        is_new = digest not in self._stored
        if is_new:
            try:
                name = posixpath.basename(path)
                self._stored[digest] = self._holding.add(text, data, name, alt=alt, by=self._by)
            except UploadRefused as refusal:
                self._receipt.refuse(_("file"), path, str(refusal.reason))
                return False
        file = self._stored[digest]
        if not is_new:
            self._receipt.change(_("file"), path, _("The same as “%(name)s”, so it is kept once.", name=file.name))
        self._addresses.files[path] = f"/files/{file.key}/{quote(file.name)}"
        self._receipt.count("images" if file.media_type.startswith("image/") else "files")
        return is_new
