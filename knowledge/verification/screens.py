"""The page on which somebody looks at an article again, as every route that acts on it shows it."""

from flask_login import current_user

from knowledge.doubts import queries as doubts
from knowledge.doubts.forms import AnswerForm, OwnerForm
from knowledge.models import Article
from knowledge.policies import can_look_after, can_verify, can_write
from knowledge.queries import articles_visible_to
from knowledge.verification import queries
from knowledge.verification.forms import ObsoleteForm, VerifyForm
from knowledge.verification.words import KIND_WORDS
from lms.access import get_or_404, require
from lms.pages import render
from lms.people.queries import name_of


def looked_after(article_id: int) -> Article:
    """The article, for who verifies its collection or writes in it."""
    article = get_or_404(articles_visible_to(current_user), article_id)
    verifies = queries.verifies(current_user, article.collection_id)
    require(can_look_after(current_user, article.collection, verifies=verifies))
    return article


def verification_page(
    article: Article, *, status: int = 200, verify_form=None, obsolete_form=None, owner_form=None, answer_form=None,
    answered: int = 0,
):  # fmt: skip
    """How an article stands and how it came to that; to who looks after it also what is doubted, and what to do."""
    collection = article.collection
    verifies = queries.verifies(current_user, collection.id)
    looks_after = can_look_after(current_user, collection, verifies=verifies)
    owner_id = article.owner_id or collection.owner_id
    days = collection.verified_for
    return render(
        "knowledge/verification/verification.html",
        status=status,
        article=article,
        collection=collection,
        verifier_name=name_of(article.verified_by),
        history=queries.history_of(article),
        kind_words=KIND_WORDS,
        looks_after=looks_after,
        doubts=doubts.doubts_of(article) if looks_after else [],
        questions=(
            doubts.questions_of(article, current_user, looks_after=looks_after) if current_user.is_authenticated else []
        ),
        can_verify=can_verify(current_user, verifies=verifies),
        can_write=can_write(current_user, collection),
        owner_name=name_of(owner_id) if owner_id and owner_id != current_user.id else "",
        verify_form=verify_form or VerifyForm(formdata=None, version=article.revision_id, days=days),
        obsolete_form=obsolete_form or ObsoleteForm(formdata=None),
        owner_form=owner_form or OwnerForm(formdata=None),
        answer_form=answer_form or AnswerForm(formdata=None),
        answered=answered,
    )
