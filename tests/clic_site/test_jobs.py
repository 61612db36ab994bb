from datetime import timedelta
from unittest import mock

from django.core.management import call_command
from django.test import TestCase
from django.utils import timezone
from wagtail.models import Page

from tests.factories import InformationPageFactory


class PublishOnScheduleTests(TestCase):
    def run_the_job(self):
        call_command("run_timed_jobs", "--job=publish on schedule")

    def test_a_page_goes_live_when_its_editor_said(self):
        page = InformationPageFactory(live=False)
        page.go_live_at = timezone.now() + timedelta(hours=1)
        page.save_revision().publish()
        self.run_the_job()
        self.assertFalse(Page.objects.get(pk=page.pk).live)
        later = timezone.now() + timedelta(hours=2)
        with mock.patch("django.utils.timezone.now", return_value=later):
            self.run_the_job()
        self.assertTrue(Page.objects.get(pk=page.pk).live)

    def test_a_page_expires_when_its_editor_said(self):
        page = InformationPageFactory(expire_at=timezone.now() - timedelta(minutes=1))
        self.run_the_job()
        self.assertFalse(Page.objects.get(pk=page.pk).live)
