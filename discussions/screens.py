"""What the pages of discussions show: the context of their templates, put together from queries, words and policies."""

from dataclasses import replace
from urllib.parse import urlencode

from flask import request
from flask_babel import get_locale
from flask_login import current_user

from courses.opening.queries import what_keeps
from discussions import policies, queries, thread, words
from discussions.anchors.questions import question_address
from discussions.answering.words import holding_words, standing_of
from discussions.asking.screens import Asking
from discussions.clock import duration
from discussions.following.words import LEVELS, following_topic
from discussions.forms import Composer, ReplyForm
from discussions.ideas.screens import idea_box
from discussions.kinds import DISCUSSION, KINDS
from discussions.lists import queries as lists
from discussions.lists.lines import before_of, filter_words, lines_of, with_before
from discussions.lists.statements import FILTERS, RECENT
from discussions.polls.screens import poll_box
from discussions.posts import words as posts
from discussions.proposing.policies import can_propose_article
from discussions.reading.queries import readers_of
from discussions.ripening.policies import can_ripen
from discussions.slow_mode.words import slow_state
from discussions.subjects.policies import can_tag
from discussions.subjects.queries import find_lesson, find_offered
from discussions.subjects.words import tags_of_row
from knowledge.policies import can_keep_knowledge
from lms.access import Audience, Viewer
from lms.database import db, now
from lms.drafts.queries import find_draft
from lms.moments import teller
from lms.pages import htmx_target, number, render
from lms.people.signing_in import academy

MOST_SINCE = 40  # posts shown after a reply; whoever has been away longer sees them on their page


def thread_page(row, viewer: Viewer, *, refused: ReplyForm | None = None, idea=None, poll=None, status: int = 200):
    """The whole page of a topic, at the page asked for or where the new begins."""
    quoted = request.args.get("quote", type=int)
    span = thread.choose_span(row, quoted or request.args.get("from", type=int))
    rows = queries.posts_of(viewer, row, span, and_accepted=span.first == 1)
    quote = next((post for post in rows if post.number == quoted and post.deleted_at is None), None)
    not_open = _not_open(viewer, [row, *rows])
    page = thread.arrange(row, _lines(row, rows, viewer, not_open), span)
    reading = readers_of(row.id, viewer)
    if row.kind == "idea" and page.is_first:
        idea = idea or idea_box(row, viewer)
    if row.kind == "poll" and page.opening and page.opening.post.deleted_at is None:
        poll = poll or poll_box(row, viewer)
    return render(
        "discussions/thread.html",
        status=status,
        page=page,
        about=posts.about(row, not_open),
        question_address=question_address(viewer, row),
        kind=KINDS[row.kind],
        idea=idea,
        poll=poll,
        fold_words=words.fold(page) if page.folded else "",
        new_words=words.new_since(row.seen_at),
        standing=standing_of(row, viewer, now()),
        answered_words=words.answered(row) if row.accepted_post_id else "",
        answered_in=duration(page.accepted.post.created_at - row.created_at) if page.accepted else "",
        story=words.story(row),
        reading=reading,
        reading_words=words.here_now([reader.name for reader in reading]) if reading else "",
        tags=tags_of_row(row.tags),
        can_tag=row.offers_tags and can_tag(viewer, row),
        levels=LEVELS,
        following=_following(row),
        opened=int(now().timestamp() * 1000),
        can_close=policies.can_close(viewer, row),
        can_pin=policies.can_pin(viewer, row),
        can_ripen=can_ripen(viewer, row, writes=can_keep_knowledge(viewer) or row.owns_collection),
        can_propose_article=can_propose_article(viewer, row),
        **_around(
            row,
            Composer.of(refused, row.draft_sequence or 0) if refused else _composer(row, span.last, quote=quote),
            viewer,
        ),
    )


def after_reply(row, viewer: Viewer):
    """What was said since the page was loaded, with an empty composer below it."""
    after = max(_after(row), row.last_number - MOST_SINCE)
    rows = queries.posts_of(viewer, row, queries.Span(after + 1, row.last_number))
    return _composer_alone(
        row, viewer, _composer(row, row.last_number), since=_lines(row, rows, viewer, _not_open(viewer, rows))
    )


def news(row, viewer: Viewer):
    """What others said since the page was loaded, in its order; of very much, the beginning."""
    after = _after(row)
    rows = queries.posts_of(viewer, row, queries.Span(after + 1, min(after + MOST_SINCE, row.last_number)))
    context = _around(row, _composer(row, row.last_number), viewer)
    since = _lines(row, rows, viewer, _not_open(viewer, rows))
    return render("discussions/thread.html", fragments={"since"}, since=since, **context)


def following(row):
    """How the reader follows a topic, alone."""
    return render("discussions/thread.html", fragments={"following"}, levels=LEVELS, following=_following(row))


def refused_reply(row, viewer: Viewer, form: ReplyForm):
    """The reply as it was written, with what is wrong about it."""
    if htmx_target() == "composer":
        return _composer_alone(row, viewer, Composer.of(form, row.draft_sequence or 0), status=422)
    return thread_page(row, viewer, refused=form, status=422)


def new_topic(space, name: str, form, *, status: int = 200):
    audience = db.session.get_one(Audience, space.audience_id)
    word_for(form, name)
    return render(
        "discussions/new_topic.html",
        status=status,
        space=space,
        kind=KINDS[name],
        kinds=[other for other in KINDS.values() if policies.can_start(current_user, space, other.name)],
        form=form,
        audience=audience,
        draft_url=f"/drafts?place={draft_place(space, name)}",
        draft_sequence=sequence_of(draft_place(space, name)),
        title=title_of(space),
        who_reads=words.readers(audience.kind, audience.name or title_of(space), audience.size),
    )


def word_for(form, name: str) -> None:
    """A question is asked for in other words than a conversation."""
    kind = KINDS.get(name, DISCUSSION)
    form.title.label.text = kind.title or form.title.label.text
    form.body.label.text = kind.body or form.body.label.text


def sequence_of(place: str) -> int:
    """Of the draft that was kept last at a place: what a page sends next is newer."""
    draft = find_draft(current_user, place)
    return draft.sequence if draft else 0


def asking_in(space) -> Asking:
    """Asking in a space, about nothing in particular."""
    audience = db.session.get_one(Audience, space.audience_id)
    return Asking(
        address=request.path,
        space_id=space.id,
        draft_place=draft_place(space, "question"),
        back={"href": space.address, "words": title_of(space)},
        section="cohorts",
        who_reads=words.readers(audience.kind, audience.name or title_of(space), audience.size),
        carried={"kind": "question"},
    )


def draft_place(space, kind: str) -> str:
    return f"space:{space.id}:{kind}"


def space_page(space):
    audience = db.session.get_one(Audience, space.audience_id)
    context = conversations(space, current_user, here=space.address)
    return render("discussions/space.html", space=space, audience=audience, title=title_of(space), **context)


def title_of(space) -> str:
    """The space of the academy is called as the academy is, until it gets a name of its own."""
    return space.title or academy().name


def conversations(space, viewer: Viewer, *, here: str, only: str = "") -> dict:
    """A list of a space's topics through the filter in the address, with what can be done there."""
    which = only or request.args.get("show", "all")
    which = which if which in FILTERS else "all"
    before = before_of(request.args.get("before", ""))
    lesson = find_lesson(viewer, request.args.get("lesson", type=number), str(get_locale()))
    tag = find_offered(space.id, request.args.get("tag", type=number))
    narrowed = {name: found.id for name, found in (("lesson", lesson), ("tag", tag)) if found}
    rows, has_more = lists.lines_in_space(viewer, space.id, which, before, **narrowed)
    is_whole = which == "all" and not narrowed
    standing = lists.standing_in(viewer, space.id)
    pinned = lists.pinned_in_space(viewer, space.id) if standing.has_pinned and is_whole and before is None else []
    chosen = ({"show": which} if which != "all" and not only else {}) | narrowed
    filtered = f"{here}?{urlencode(chosen)}" if chosen else here
    return {
        "which": which,
        "only": only,
        "charter": None if only or standing.purpose is None else standing,
        "here": here,
        "filters": () if only else filter_words(),
        "lines": lines_of([*pinned, *rows], now()),
        "newest": filtered if before else "",
        "older": with_before(filtered, rows[-1]) if has_more else "",
        "about_lesson": lesson,
        "about_tag": tag,
        "narrowed": urlencode(narrowed),
        "unread": standing.unread,
        "level": LEVELS[standing.level or "normal"],
        "mark": request.args.get("mark", type=number),
        "recent": RECENT,
        "can_start": policies.can_start(viewer, space),
        "leads": policies.leads(viewer, space),
    }


def _following(row):
    return following_topic(row, row.space_title or academy().name)


def _after(row) -> int:
    return request.args.get("after", default=row.last_number, type=number)


def _composer_alone(row, viewer: Viewer, composer: Composer, *, since=(), status: int = 200):
    """The composer alone, which takes the place of the one that was sent, and the focus with it."""
    context = _around(row, replace(composer, takes_focus=True), viewer)
    return render("discussions/thread.html", fragments={"composer"}, status=status, since=since, **context)


def _around(row, composer: Composer, viewer: Viewer) -> dict:
    return {
        "thread": row,
        "composer": composer,
        "can_reply": policies.can_reply(viewer, row),
        "slow_mode": slow_state(viewer, row),
        "hold": holding_words(row, viewer),
        "can_accept": policies.can_accept(viewer, row),
        "can_say_me_too": policies.can_say_me_too(viewer, row),
        "first_name": words.first_name,
        "who_reads": words.readers(row.audience_kind, row.audience_name or row.space_title, row.audience_size),
    }


def _not_open(viewer: Viewer, rows) -> dict[int, str]:
    """The lessons quoted in these rows that the viewer does not read yet; nothing is asked where none is."""
    return what_keeps(viewer, [row.visible_lesson_id for row in rows if row.anchor_quote and row.visible_lesson_id])


def _lines(row, rows, viewer: Viewer, not_open) -> list[posts.PostLine]:
    reader = posts.Reader(
        viewer=viewer,
        thread=row,
        moment=now(),
        teller=teller(),
        takes_part=policies.takes_part(viewer, row),
        not_open=not_open,
    )
    return [posts.PostLine(post, reader) for post in rows]


def _composer(row, seen: int, *, quote=None) -> Composer:
    """An empty composer, or with the draft that was kept and the post that is replied to."""
    body = f"{row.draft or ''}{posts.quoted(quote) if quote else ''}"
    return Composer.empty(body, seen=seen, after=row.last_number, sequence=row.draft_sequence or 0)
