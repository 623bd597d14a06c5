"""The page of a draft in review, as every route of it shows it again."""

from flask_login import current_user

from knowledge.links.rendering import render_article, shown_to
from knowledge.models import Article
from knowledge.policies import can_write
from knowledge.quotes.showing import with_quotes
from knowledge.reviews import policies, queries
from knowledge.reviews.comments import policies as commenting
from knowledge.reviews.comments.forms import AnswerForm, ChangeForm, CommentForm, RemovalForm
from knowledge.reviews.comments.queries import threads_of
from knowledge.reviews.forms import VERDICT_WORDS, AskReviewForm, VerdictForm
from lms.database import now
from lms.markup import stored
from lms.pages import render


def ask_form_of(article: Article, **options) -> AskReviewForm:
    return AskReviewForm(reviewers=queries.possible_reviewers(article, but=current_user.id), **options)


def review_page(article: Article, *, status: int = 200, passage: str = "", about: int = 0, **forms):
    """The draft, what was asked and said about it, and what can be done. `passage` is the key of the block a comment is
    begun about; `forms` hold what was sent and could not be used, and `about` is the comment it was sent about."""
    review = queries.find_open(article.id)
    writes = can_write(current_user, article.collection)
    rendered = render_article(article, article.draft_body)
    shown = with_quotes(shown_to(current_user, rendered.html), article.id, current_user, tells_missing=True)
    threads, moment = threads_of(article, rendered.blocks), now()
    return render(
        "knowledge/reviews/review.html",
        status=status,
        article=article,
        collection=article.collection,
        writes=writes,
        review=review,
        reviews=queries.reviews_of(article),
        verdict_words=VERDICT_WORDS,
        html=stored(shown),
        can_answer=policies.can_answer(current_user, review),
        ask_form=(forms.get("ask_form") or ask_form_of(article, formdata=None)) if writes else None,
        verdict_form=forms.get("verdict_form") or VerdictForm(formdata=None),
        open_threads=[thread for thread in threads if not thread.comment.resolved_at],
        resolved_threads=[thread for thread in threads if thread.comment.resolved_at],
        comment_form=forms.get("comment_form") or CommentForm(blocks=rendered.blocks, formdata=None, passage=passage),
        open_count=sum(1 for thread in threads if thread.is_open),
        about=about,
        answer_form=forms.get("answer_form"),
        change_form=forms.get("change_form"),
        removal_form=forms.get("removal_form"),
        blank_answer=AnswerForm(formdata=None),
        blank_removal=RemovalForm(formdata=None),
        change_form_of=lambda said: ChangeForm(formdata=None, words=said.body),
        can_change=lambda said: commenting.can_change(current_user, said),
        can_remove=lambda said: commenting.can_remove(current_user, said, article.collection),
        can_bring_back=lambda said: commenting.can_bring_back(current_user, said, moment),
    )
