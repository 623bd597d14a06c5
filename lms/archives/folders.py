"""Folders on the server, judged like an archive."""

import os
import stat
from pathlib import Path

from lms.archives.limits import DEFAULT, ArchiveRefused, Limits
from lms.archives.trees import Tree, check_collisions, pieces, safe_name


class FolderTree(Tree):
    def __init__(self, paths, sizes):
        super().__init__(sizes)
        self._paths = paths

    def _stream(self, name):
        # A file may have become a link since it was judged.
        handle = os.open(self._paths[name], os.O_RDONLY | os.O_NOFOLLOW)
        with os.fdopen(handle, "rb") as file:
            yield from pieces(file)


def open_folder(path: str | Path, limits: Limits = DEFAULT) -> Tree:
    """The files below a folder; links, devices and hidden version control are not followed."""
    root = Path(path)
    paths, sizes = {}, {}
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(name for name in folders if name != ".git")
        for name in [*folders, *sorted(files)]:
            _judge(Path(folder) / name, root, paths, sizes)
        if len(paths) > limits.entries:
            raise ArchiveRefused("too-many")
        if sum(sizes.values()) > limits.size:
            raise ArchiveRefused("too-large")
    if not paths:
        raise ArchiveRefused("empty")
    check_collisions(paths)
    return FolderTree(paths, sizes)


def _judge(path, root, paths, sizes):
    found = path.lstat()
    if stat.S_ISDIR(found.st_mode):
        return
    if not stat.S_ISREG(found.st_mode):
        raise ArchiveRefused("not-a-file", path.name)
    name = safe_name(path.relative_to(root).as_posix())
    if name in paths:
        raise ArchiveRefused("same-name", name)
    paths[name], sizes[name] = path, found.st_size
