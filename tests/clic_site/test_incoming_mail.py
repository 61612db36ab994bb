import os
from unittest import mock

from django.core.exceptions import ImproperlyConfigured
from django.test import SimpleTestCase
from environs import Env

from clic_site.settings.incoming_mail import Mailbox, read_mailbox, read_reply_address


def given(**values):
    return mock.patch.dict(os.environ, values)


class MailboxTests(SimpleTestCase):
    def read(self, url):
        with given(FEEDBACK_IMAP_URL=url):
            return read_mailbox(Env())

    def test_without_the_variable_nothing_is_fetched(self):
        self.assertIsNone(read_mailbox(Env()))
        self.assertIsNone(self.read(""))

    def test_it_is_read_whole(self):
        self.assertEqual(
            self.read(
                "imaps://feedback%40clic.example:p%40ss%3Aword@mail.example/In/Box"
            ),
            Mailbox(
                host="mail.example",
                port=993,
                user="feedback@clic.example",
                password="p@ss:word",
                folder="In/Box",
                is_safe=True,
            ),
        )

    def test_port_and_folder_have_their_usual_values(self):
        found = self.read("imap://user:word@localhost")
        self.assertEqual((found.port, found.folder), (143, "INBOX"))
        self.assertTrue(found.is_here)
        self.assertEqual(self.read("imaps://user:word@mail.example:1993").port, 1993)

    def test_half_an_address_stops_the_start_without_saying_it(self):
        for url in [
            "mail.example",
            "https://user:secret@mail.example",
            "imaps://mail.example",
            "imaps://user@mail.example",
            "imaps://:secret@mail.example",
            "imaps://user:secret@",
            "imaps://user:secret@mail.example:port",
            "imaps://[user:secret@mail.example",
        ]:
            with (
                self.subTest(url),
                self.assertRaisesMessage(
                    ImproperlyConfigured, "FEEDBACK_IMAP_URL must look like"
                ) as raised,
            ):
                self.read(url)
            self.assertNotIn("secret", str(raised.exception))


class ReplyAddressTests(SimpleTestCase):
    def read(self, address):
        with given(FEEDBACK_REPLY_ADDRESS=address):
            return read_reply_address(Env())

    def test_it_is_an_address_to_which_a_reference_can_be_added(self):
        self.assertEqual(self.read(""), "")
        self.assertEqual(self.read("feedback@clic.example"), "feedback@clic.example")

    def test_others_stop_the_start(self):
        for address in ["feedback", "a+b@clic.example", f"{'a' * 31}@clic.example"]:
            with self.subTest(address), self.assertRaises(ImproperlyConfigured):
                self.read(address)
