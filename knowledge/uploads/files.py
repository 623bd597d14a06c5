"""Images and files of articles; those of a draft are for staff."""

from knowledge.models import Article, ArticleFile
from knowledge.queries import IS_READ
from lms.access import STAFF
from lms.files.holding import Holding

ARTICLE_FILES = Holding(ArticleFile.article_id, Article, read=IS_READ, otherwise=STAFF)
