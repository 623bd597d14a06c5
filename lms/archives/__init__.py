"""Reading archives and folders strangers made: judged whole, and refused whole, before a byte is used."""

from lms.archives.folders import open_folder
from lms.archives.limits import DEFAULT, ArchiveRefused, Limits
from lms.archives.opening import open_archive
from lms.archives.trees import Tree

__all__ = ["DEFAULT", "ArchiveRefused", "Limits", "Tree", "open_archive", "open_folder"]
