"""What was decided is never changed and never deleted."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.db import DatabaseError, connection, transaction
from django.test import TestCase

from comments.models import Comment, CommentDecision
from safeguards.append_only import LogIsAppendOnly
from tests.factories import CommentFactory, MemberFactory


class AppendOnlyTests(TestCase):
    def setUp(self):
        self.decision = CommentDecision.objects.create(
            comment_id=1, action=CommentDecision.Action.HELD
        )

    def test_refuses_changes(self):
        self.decision.action = CommentDecision.Action.APPROVED
        with pytest.raises(LogIsAppendOnly):
            self.decision.save()
        with pytest.raises(LogIsAppendOnly):
            CommentDecision.objects.update(action=CommentDecision.Action.APPROVED)

    def test_refuses_deletion(self):
        with pytest.raises(LogIsAppendOnly):
            self.decision.delete()
        with pytest.raises(LogIsAppendOnly):
            CommentDecision.objects.all().delete()

    def test_the_database_refuses_too(self):
        for statement in (
            "UPDATE comments_commentdecision SET action = 'approved'",
            "DELETE FROM comments_commentdecision",
        ):
            with (
                self.subTest(statement),
                pytest.raises(DatabaseError),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(statement)

    def test_no_admin_offers_it(self):
        assert not admin.site.is_registered(CommentDecision)
        assert not admin.site.is_registered(Comment)
        assert not Permission.objects.filter(
            content_type__app_label="comments",
            content_type__model__in=["commentdecision", "comment"],
        ).exclude(codename="moderate_comment")

    def test_outlives_comment_and_account(self):
        comment = CommentFactory(author=MemberFactory())
        CommentDecision.objects.create(
            comment_id=comment.pk,
            action=CommentDecision.Action.APPROVED,
            moderator_id=comment.author_id,
        )
        comment.author.delete()
        comment.delete()
        assert CommentDecision.objects.filter(action="approved").exists()
