"""What ripening shows in rooms below: where an article came from, and to its writers whose words it quotes."""

from flask import render_template
from flask_login import current_user

from discussions.ripening.queries import find_source, writers_of_quotes


def behind_article(article) -> str:
    source = find_source(current_user, article.id)
    return render_template("discussions/ripening/_source.html", source=source) if source else ""


def behind_quotes(article) -> str:
    """Only for those who read the conversation, who see there who wrote what."""
    writers = writers_of_quotes(current_user, article.id)
    return render_template("discussions/ripening/_writers.html", writers=writers) if writers else ""
