"""The page of the directory."""

from flask import request
from flask_login import current_user

from lms.pages import htmx_target, number, render
from lms.people.blueprint import bp
from lms.people.directory import evidence, queries
from lms.people.directory.asked import Asked
from lms.people.profiles.words import FIELD_WORDS


@bp.get("/people")
def show_people():
    asked = Asked.from_address(request.args)
    is_part = htmx_target() == "results"
    return render(
        "people/directory.html",
        fragments={"results"},
        found=queries.directory(current_user, asked, after=request.args.get("after", type=number)),
        asked=asked,
        is_first="after" not in request.args,
        choices={} if is_part else queries.choices_for(current_user),
        groups=[] if is_part else queries.groups_of(current_user),
        field_words=FIELD_WORDS,
        kinds=evidence.usual_kinds(),
    )
