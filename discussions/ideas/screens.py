"""What pages show of ideas: the box above a conversation, and the list of a space."""

from dataclasses import dataclass

from flask_babel import gettext as _

from discussions import policies as talk
from discussions.ideas import policies, queries, words
from discussions.ideas.forms import StageForm
from discussions.ideas.models import BUDGET, DECIDED, MOST_ON_ONE, STAGES
from discussions.lists.lines import State, stage_state
from lms.access import Viewer
from lms.database import now


@dataclass(frozen=True, slots=True)
class IdeaBox:
    """Where an idea stands, for one reader; `choices` are the numbers of votes they can give it."""

    stage: str
    state: State
    votes: str
    mine: int
    left: str
    choices: range
    steps: list
    can_vote: bool
    form: StageForm | None
    error: str = ""


def idea_box(thread, viewer: Viewer, *, form: StageForm | None = None, error: str = "") -> IdeaBox | None:
    row = queries.find_idea(thread.id, thread.space_id, viewer.id)
    if row is None:
        return None
    left = max(0, BUDGET - int(row.spent))
    can_move = policies.can_move(viewer, thread)
    return IdeaBox(
        stage=row.stage,
        state=stage_state(row.stage),
        votes=words.votes(row.vote_count),
        mine=row.mine,
        left=words.left(left),
        choices=range(1, min(MOST_ON_ONE, row.mine + left) + 1),
        steps=[(stage_state(step.stage), step) for step in queries.steps_of(thread.id)],
        can_vote=policies.can_vote(viewer, thread, row.stage),
        form=(form or StageForm(formdata=None, stage=row.stage)) if can_move else None,
        error=error,
    )


def ideas_page(viewer: Viewer, space, chosen: str, before: tuple[int, int] | None) -> dict:
    """The ideas of a space at one stage, or all that are not decided yet."""
    chosen = chosen if chosen in STAGES else ""
    moment, leads = now(), talk.leads(viewer, space)
    stages = (chosen,) if chosen else queries.OPEN_STAGES
    rows, has_more = queries.ideas_of(viewer, space.id, stages, before)
    counts = queries.counts_by_stage(viewer, space.id)
    here = f"/spaces/{space.id}/ideas"
    filtered = f"{here}?stage={chosen}" if chosen else here
    older = f"{filtered}{'&' if chosen else '?'}before={rows[-1].vote_count}~{rows[-1].topic_id}" if has_more else ""
    return {
        "ideas": [(row, stage_state(row.stage), words.votes(row.vote_count)) for row in rows],
        # How long nobody moved it on is for who could.
        "waits": {row.topic_id: (moment - row.moved_at).days for row in rows if leads and _waits(row, moment)},
        "tabs": [(_("Open"), here, not chosen, sum(counts.get(stage, 0) for stage in queries.OPEN_STAGES))]
        + [(words.STAGE_WORDS[s], f"{here}?stage={s}", s == chosen, counts.get(s, 0)) for s in STAGES if counts.get(s)],
        "chosen": chosen,
        "is_decided": chosen in DECIDED,
        "newest": filtered if before else "",
        "older": older,
        "left": words.left(queries.votes_left(viewer.id, space.id)),
    }


def _waits(row, moment) -> bool:
    return row.stage in queries.OPEN_STAGES and row.moved_at < moment - queries.PATIENCE


def before_of(text: str) -> tuple[int, int] | None:
    """The place after which a page begins; None for anything else."""
    votes, _tilde, topic_id = text.partition("~")
    if not (votes.isdecimal() and topic_id.isdecimal()) or len(votes) > 9 or len(topic_id) > 18:
        return None
    return int(votes), int(topic_id)
