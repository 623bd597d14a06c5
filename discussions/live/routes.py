"""What is new in a topic: told as it happens to a page that listens, or once to a page that asks."""

from flask import Blueprint, jsonify, request
from flask_login import current_user

from discussions.live.actions import channel_of
from discussions.live.queries import news_of
from lms.live.streams import MEDIA_TYPE, stream
from lms.pages import not_found, number

bp = Blueprint("live", __name__)


@bp.get("/topics/<int:topic_id>/news")
def show_news(topic_id):
    """Numbers and no words; 204 when nothing came after the number the page has already."""
    news = news_of(current_user, topic_id) or not_found()
    had = request.headers.get("Last-Event-ID", type=number) or request.args.get("after", default=0, type=number)
    if request.accept_mimetypes.best == MEDIA_TYPE:
        return stream(channel_of(topic_id), lambda viewer: news_of(viewer, topic_id), told=had)
    return jsonify(news) if news["newest"] > had else ("", 204)
