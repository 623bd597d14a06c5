"""What was said in a cohort, in the preview of what happens to it."""

from flask_babel import ngettext

from discussions.merging.queries import space_of


def said_in_cohort(cohort) -> str:
    """“It is about 40 conversations.”"""
    count = space_of(cohort.id).topic_count
    return ngettext("It is %(num)d conversation.", "These are %(num)d conversations.", count)
