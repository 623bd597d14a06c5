"""Where beside a text something stands: at its passage as the text reads now, or under the whole."""


def stands_at(row, language: str, blocks) -> bool:
    """Whether the passage a row is anchored to stands in the text in this language; `blocks` are its passages."""
    is_kept = bool(row.anchor_key) and not row.anchor_lost
    return is_kept and row.anchor_language == language and row.anchor_key in blocks
