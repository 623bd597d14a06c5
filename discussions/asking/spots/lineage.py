"""Who wrote a passage: the revisions that gave it its words, from what readers see back to where it began. Plain functions."""

from collections.abc import Sequence

from lms.markup import blocks_in, find_anchor


def written_in(revisions: Sequence, key: str, words: str) -> list[tuple]:
    """Each revision in which the passage came to read otherwise, with the key it has there; `revisions` have `html` and are
    given newest first, beginning with the one in which the passage has this key."""
    found = []
    for revision, before in zip(revisions, [*revisions[1:], None], strict=True):
        if before is not None and f' data-block="{key}"' in before.html:
            continue
        found.append((revision, key))
        blocks = blocks_in(before.html) if before is not None else []
        former = find_anchor(blocks, key, words)
        if former is None:
            break
        key, words = next((block.key, block.text) for block in blocks if block.key == former)
    return found
