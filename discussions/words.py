"""The sentences about topics that stand on several pages: who may read, who did what, and how new it is."""

from datetime import datetime
from functools import lru_cache

from flask_babel import force_locale, format_date, gettext, ngettext, to_user_timezone

from cohorts.models import INSIDE
from cohorts.words import PHASE_WORDS
from discussions.clock import duration
from lms.database import now
from lms.people.models import SEEN_IN_COHORT


def first_name(name: str) -> str:
    """“Naomi” of “Naomi Pinas”."""
    return name.split()[0] if name.split() else name


def listed(names: list[str], others: int = 0) -> str:
    """“Bart, Esther and Ruben”, “Bart, Esther and 4 others”."""
    if others:
        return ngettext("%(names)s and %(num)d other", "%(names)s and %(num)d others", others, names=", ".join(names))
    if len(names) < 2:
        return "".join(names)
    return gettext("%(names)s and %(last)s", names=", ".join(names[:-1]), last=names[-1])


def readers(kind: str, name: str, size: int) -> str:
    """Who can read what is being written, short enough for the composer."""
    if kind == "public":
        return gettext("Everyone can read this, also without an account")
    if kind == "academy":
        return gettext("Everyone with an account here can read this")
    if kind == "staff":
        return gettext("Only the staff of the academy can read this")
    if kind == "course":
        return gettext("Everyone in any cohort of %(name)s can read this", name=name)
    if kind == "alumni":
        return ngettext(
            "Only you can read this, until other alumni join", "Only the %(num)d alumni who joined can read this", size
        )
    if size < 2:
        return gettext("Only you can read this, until others join %(name)s", name=name)
    return gettext("Only the %(count)d of %(name)s can read this", count=size, name=name)


@lru_cache(64)
def phase_word(locale: str, phase: str) -> str:
    """The word for a phase; looked up once per language, for pages that say it twenty times."""
    with force_locale(locale):
        return str(PHASE_WORDS[phase])


def role_of(post, *, in_cohort: bool, is_shared: bool, locale: str) -> str:
    """“Trainee, youth care Rotterdam”: the phase in this cohort and the headline, where its owner shows it here.

    `is_shared` says that the reader belongs to this cohort; what its writers show to their cohort is for who does."""
    shown_to = (post.visibility or {}).get("headline", "academy")
    is_seen = shown_to == "academy" or (is_shared and post.phase in INSIDE and shown_to in SEEN_IN_COHORT)
    headline = post.headline if is_seen else ""
    if not in_cohort or post.phase is None:
        return headline
    phase = phase_word(locale, post.phase)
    return f"{phase}, {headline}" if headline else phase


def fold(page) -> str:
    """“5 replies you have read, by Bart, Esther and Ruben”."""
    authors = {line.author.id: first_name(line.author.name) for line in page.read}
    shown = list(authors.values())[:3]
    return ngettext(
        "%(num)d reply you have read, by %(names)s",
        "%(num)d replies you have read, by %(names)s",
        len(page.read),
        names=listed(shown, len(authors) - len(shown)),
    )


def answered(thread) -> str:
    """“Answered by a peer”: who found the answer matters more than that there is one."""
    if thread.answerer_id == thread.author_id:
        return gettext("Answered by %(name)s", name=first_name(thread.author_name))
    if thread.answerer_phase in ("trainee", "alumnus", "mentor"):
        return gettext("Answered by a peer")
    return gettext("Answered by %(name)s", name=first_name(thread.answerer_name))


def story(thread) -> str:
    """How quickly a question was helped: “First reply after 34 minutes. Naomi accepted an answer the same day.”"""
    sentences = []
    if thread.first_answer_at:
        time = duration(thread.first_answer_at - thread.created_at)
        sentences.append(gettext("First reply after %(time)s.", time=time))
    if thread.accepted_at and thread.accepted_post_id and thread.accepted_by == thread.author_id:
        asked, accepted = (to_user_timezone(at).date() for at in (thread.created_at, thread.accepted_at))
        name = first_name(thread.author_name)
        if asked == accepted:
            sentences.append(gettext("%(name)s accepted an answer the same day.", name=name))
        else:
            day = format_date(accepted, "d MMMM")
            sentences.append(gettext("%(name)s accepted an answer on %(day)s.", name=name, day=day))
    if thread.answer_changed_at:
        day = format_date(to_user_timezone(thread.answer_changed_at).date(), "d MMMM")
        if thread.accepted_post_id:
            sentences.append(gettext("Another answer was accepted on %(day)s.", day=day))
        else:
            sentences.append(gettext("An accepted answer was taken back on %(day)s.", day=day))
    return " ".join(sentences)


def here_now(names: list[str]) -> str:
    """“Naomi, Linde and Tess are here now.”"""
    return ngettext(
        "%(names)s is here now.",
        "%(names)s are here now.",
        len(names),
        names=listed([first_name(name) for name in names]),
    )


def new_since(seen_at: datetime | None) -> str:
    """“New since yesterday”, “New since Monday”, and only “New” when the reader was here today."""
    if seen_at is None:
        return gettext("New")
    then, today = to_user_timezone(seen_at).date(), to_user_timezone(now()).date()
    days = (today - then).days
    if days < 1:
        return gettext("New")
    if days == 1:
        return gettext("New since yesterday")
    when = format_date(then, "EEEE") if days < 7 else format_date(then, "d MMMM" if days < 330 else "d MMMM y")
    return gettext("New since %(day)s", day=when)
