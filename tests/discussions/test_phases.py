"""The phase that decides what a person may do is the one in the cohort of the topic, whatever else there is."""

from discussions import policies
from discussions.posts.queries import posts_visible_to
from discussions.queries import topics_visible_to
from lms.access import get_or_404
from tests.factories.cohorts import make_cohort, make_member
from tests.factories.discussions import make_reply, make_topic


def test_who_leads_in_one_cohort_is_a_trainee_in_another(cast):
    """Both cohorts have several topics, so that a phase taken from any other topic is the wrong one."""
    for first in (True, False):
        own, other = make_cohort(by=cast.facilitator.user), make_cohort(by=cast.manager.user)
        make_member(other, cast.facilitator, "trainee", tell=False)
        topics = [make_topic(cohort) for cohort in ((own, other) if first else (other, own)) for _ in range(2)]
        for topic in topics:
            viewer = cast.facilitator.viewer
            found = get_or_404(topics_visible_to(viewer), topic.id)
            leads_here = topic.audience_id == own.audience_id
            assert found.viewer_phase == ("facilitator" if leads_here else "trainee")
            assert policies.can_pin(viewer, found) is leads_here
            post = get_or_404(posts_visible_to(viewer), make_reply(topic).id)
            assert policies.can_edit(viewer, post.topic, post) is leads_here
