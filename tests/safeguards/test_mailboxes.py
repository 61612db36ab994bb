from django.test import SimpleTestCase

from safeguards.mailboxes import one_spelling


class OneSpellingTests(SimpleTestCase):
    def test_leaves_what_is_spelt_plainly(self):
        for address in ["ann@ward.example", "ann+site@nhs.uk", "o'neill@a-b.example"]:
            self.assertEqual(one_spelling(address), address)

    def test_one_mailbox_has_one_address(self):
        for address in [
            "Ann@Ward.Example",
            "ann@ward.ex\u00adample",
            "ann@ward.example\u200b",
            "ann@\uff57ard.example",
            "ann@w\u24d0rd.example",
        ]:
            with self.subTest(ascii(address)):
                self.assertEqual(one_spelling(address), "ann@ward.example")
        for address in [
            "ann@münchen.example",
            "ann@mu\u0308nchen.example",
            "ann@xn--mnchen-3ya.example",
            "ann@XN--Mnchen-3ya.example",
        ]:
            with self.subTest(ascii(address)):
                self.assertEqual(one_spelling(address), "ann@münchen.example")

    def test_refuses_names_that_can_be_spelt_in_many_ways(self):
        for address in [
            '"ann"@ward.example',
            '"a\\nn"@ward.example',
            "\u017fam@ward.example",
            "ann@ward..example",
            f"ann@{'ü' * 70}.example",
        ]:
            with self.subTest(ascii(address)), self.assertRaises(ValueError):
                one_spelling(address)
