"""The line of Markdown that puts a file into a text."""

from flask import url_for


def line_of(file, among=()) -> str:
    """A picture or a player that shows the file, or a link to it. `among` are the files beside it: captions go with the film of their name."""
    address = url_for("files.show_file", key=file.key, name=file.name)
    stem = file.name.rpartition(".")[0] or file.name
    kind = file.media_type.partition("/")[0]
    if kind == "image":
        return f"![{file.alt or ''}]({address})"
    if kind not in ("audio", "video"):
        return f"[{file.name}]({address})"
    captions = [
        url_for("files.show_file", key=one.key, name=one.name)
        for one in among
        if kind == "video" and one.media_type == "text/vtt" and one.name.startswith(f"{stem}.")
    ]
    said = f'{{captions="{",".join(sorted(captions))}"}}' if captions else ""
    return f"![{file.alt or stem}]({address}){said}"
