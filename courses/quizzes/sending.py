"""What a browser sends of an attempt: answers that changed on its page, each with a sequence that only grows."""

import hashlib
import json

from courses.questions.kinds import BadResponse, read_response
from courses.quizzes import queries
from courses.quizzes.files import with_files
from courses.quizzes.models import QuizAnswer, QuizAttempt

HIGHEST = 2**53


def prefix_of(position: int) -> str:
    """What the fields of one question begin with."""
    return f"q{position}-"


def mark_of(response: dict) -> str:
    """A short mark of an answer as the page shows it: sent back unchanged, nothing was answered on that page."""
    return hashlib.sha256(json.dumps(response, sort_keys=True).encode()).hexdigest()[:16]


def changed_answers(answers: list[QuizAnswer], versions: dict, files: dict, sent) -> tuple[list, list[int]]:
    """(position, response, sequence) of each answer the person changed, and the positions of what fits no question.

    `files` are those of the answers, as files.files_of gives them; words that are sent leave them where they are.

    A page that is older than what is kept sends lower sequences, and what nobody touched is not sent on at all, so
    that a second tab never empties what was answered in the first."""
    found, unreadable = [], []
    for answer in answers:
        sequence = _number(sent.get(f"sequence-{answer.position}"))
        if sequence is None or answer.locked_at is not None:
            continue
        version = versions[answer.version_id]
        if version.kind == "description":
            continue
        try:
            response = read_response(version.kind, version.content, sent, prefix_of(answer.position))
        except BadResponse:
            unreadable.append(answer.position)
            continue
        response = with_files(response, [file.key for file in files.get(answer.id, ())])
        if mark_of(response) != sent.get(f"was-{answer.position}"):
            found.append((answer.position, response, sequence))
    return found, unreadable


def answered_elsewhere(attempt: QuizAttempt, refused: dict[int, dict]) -> list[int]:
    """Of the answers that came too late, those for which another window keeps something else and that are still open."""
    if not refused:
        return []
    kept = {answer.position: answer for answer in queries.answers_of(attempt)}
    return [
        position
        for position, response in refused.items()
        if kept[position].locked_at is None and kept[position].response != response
    ]


def _number(words: str | None) -> int | None:
    if not words or not words.isascii() or not words.isdecimal() or len(words) > 16:
        return None
    return min(int(words), HIGHEST)
