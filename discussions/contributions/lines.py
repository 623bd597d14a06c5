"""What somebody wrote, as one line of a list."""

from typing import NamedTuple

from discussions.posts.words import words_of


class Line(NamedTuple):
    post: object
    words: str

    @property
    def address(self) -> str:
        return f"/posts/{self.post.id}"


def lines_of(rows) -> list[Line]:
    return [Line(row, words_of(row)) for row in rows]
