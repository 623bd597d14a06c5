"""How much an archive may hold, and why one is refused."""

from dataclasses import dataclass

from flask_babel import lazy_gettext as _l

SENTENCES = {
    "not-an-archive": _l("This file is not an archive we can read. Send a ZIP file."),
    "damaged": _l("This archive is damaged or incomplete. Make it again and send it once more."),
    "empty": _l("This archive holds no files."),
    "encrypted": _l("This archive is protected with a password. Send it without one."),
    "too-many": _l("This archive holds too many files."),
    "too-large": _l("This archive is too large once unpacked."),
    "ratio": _l("This archive unpacks to far more than its own size, as harmful archives do."),
    "overlap": _l("Files in this archive lie over one another, as in harmful archives."),
    "unsafe-name": _l("This archive holds a file whose name leads outside the archive or cannot be used."),
    "same-name": _l("This archive holds several files with the same name."),
    "not-a-file": _l("This archive holds links or devices besides ordinary files."),
    "compression": _l("This archive is packed in a way we cannot read. Make an ordinary ZIP file of it."),
}


class ArchiveRefused(Exception):
    """Nothing of the archive is used; `code` is stable, `sentence` is for the person who sent it."""

    def __init__(self, code: str, name: str = ""):
        super().__init__(f"{code}: {name[:200]}" if name else code)
        self.code, self.sentence, self.name = code, SENTENCES[code], name


@dataclass(frozen=True)
class Limits:
    entries: int = 10_000
    ratio: int = 100
    size: int = 2 * 1024**3
    # Below this a good ratio is only a sign of a text that repeats itself.
    ratio_from: int = 1024**2

    def check_ratio(self, packed: int, unpacked: int, name: str = "") -> None:
        if unpacked > self.ratio_from and unpacked > packed * self.ratio:
            raise ArchiveRefused("ratio", name)


DEFAULT = Limits()
