"""Seeds what members tell in their own name, and which of it is featured."""

from sqlalchemy import select

from demo.reading import Clock, load
from knowledge import actions
from knowledge.models import Collection
from knowledge.stories.actions import begin_story, feature
from lms.access import ACADEMY
from lms.database import db
from lms.people.models import User


def seed_stories(clock: Clock, people: dict[str, User], cohorts) -> None:
    for entry in load("knowledge/stories.yaml"):
        author = people[entry["author"]]
        audience_id = cohorts[entry["cohort"]].audience_id if "cohort" in entry else ACADEMY
        story = begin_story(title=entry["title"], language=entry["language"], audience_id=audience_id, by=author)
        words = {"title": entry["title"], "summary": entry.get("summary", ""), "body": entry["body"]}
        actions.save_draft(story, **words, version=story.draft_version, by=author)
        if "days_ago" not in entry:
            continue
        actions.publish_article(story, by=author, at=clock.days_ago(entry["days_ago"]))
        if place := entry.get("featured"):
            owner = people[place["by"]]
            named = select(Collection).filter_by(title=place["collection"], is_personal=False)
            collection = db.session.scalars(named).one()
            feature(story, collection, by=owner, at=clock.days_ago(place["days_ago"]))
