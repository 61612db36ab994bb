"""What readers ask, and whether somebody has answered."""

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q
from wagtail.models import Page


class QuestionsQuerySet(models.QuerySet):
    """Comments that ask something, and those that answer."""

    def questions(self):
        """Questions that readers see, on pages that are there to be read."""
        return self.published().filter(is_question=True, page__live=True)

    def unanswered(self):
        """Questions that nobody has answered, those that wait longest first."""
        return self.filter(answered_at__isnull=True).order_by("published_at", "pk")

    def already_answered(self):
        """Questions that were answered, the newest answer first."""
        return self.filter(answered_at__isnull=False).order_by("-answered_at", "-pk")

    def pages_asked_about(self):
        """The pages that these comments stand under, each once."""
        return Page.objects.filter(pk__in=self.order_by().values("page_id"))

    def on_pages(self, pages):
        """Comments under these pages, given by their numbers."""
        return self.filter(page_id__in=pages)

    def counts_on(self, page):
        """How many comments under a page readers see, wait or were reported, and how many questions are open."""
        states = self.model.State
        reports = self.model._meta.get_field("reports").related_model
        reported = Exists(reports.objects.open().filter(comment=OuterRef("pk")))
        standing = self.filter(
            page_id=page.pk, state__in=[states.PUBLISHED, states.WAITING]
        )
        is_public = Q(state=states.PUBLISHED)
        return standing.annotate(is_reported=reported).aggregate(
            published=Count("pk", filter=is_public),
            waiting=Count("pk", filter=Q(state=states.WAITING)),
            reported=Count("pk", filter=Q(is_reported=True)),
            open_questions=Count(
                "pk", filter=is_public & Q(is_question=True, answered_at__isnull=True)
            ),
        )

    def answers_to(self, questions):
        """What others replied to these questions and readers see: badged ones first, then what helped most."""
        return (
            self.published()
            .filter(parent__in=questions)
            .exclude(author_id=F("parent__author_id"))
            .order_by(
                models.Case(models.When(badge="", then=1), default=0),
                "-helpful_count",
                "published_at",
                "pk",
            )
        )

    def asked_in(self, reply):
        """The question that a reply stands under or was written to, if nobody has answered it yet."""
        return self.filter(
            Q(pk=reply.parent_id) | Q(pk=reply.answers_id),
            is_question=True,
            answered_at__isnull=True,
        ).exclude(author_id=reply.author_id)

    def without_answer(self, reply):
        """The answered question that a reply stands under, where no badged reply is public any more."""
        badged = self.model.objects.published().filter(parent=OuterRef("pk"))
        return self.filter(
            ~Exists(badged.exclude(badge="")),
            pk=reply.parent_id,
            is_question=True,
            answered_at__isnull=False,
        )
