from django.conf import global_settings
from django.contrib.auth.hashers import get_hashers
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import SimpleTestCase, override_settings

from accounts.models import User


class PasswordRulesTests(SimpleTestCase):
    person = User(email="priya.nair@ward.example", display_name="Priya Nair")

    def test_easy_ones_are_refused_in_any_letters(self):
        for password in [
            "1qaz2wsx3edc",
            "1QAZ2wsx3EDC",
            "passwordpassword",
            "Password1234",
            "P@ssw0rd1234",
            "qwertyuiop12",
            "111111111111",
            "manchesterunited",
            "iloveyoubaby",
        ]:
            with self.subTest(password), self.assertRaises(ValidationError):
                validate_password(password, self.person)

    def test_the_sites_and_ones_own_words_are_refused(self):
        for password in [
            "clicclicclic",
            "Collaborative1",
            "priya.nair@ward.example",
            "Priya Nair 1",
            "priyapriya12",
        ]:
            with self.subTest(password), self.assertRaises(ValidationError):
                validate_password(password, self.person)

    def test_nothing_is_asked_but_length_and_being_hard_to_guess(self):
        for password in [
            "three random words",
            "åäö ñandú сова 鳥 🦉🦉",
            "alllowercaseowlstea",
            "83920174658201",
            " spaces at the ends ",
            "seven blue boats; " * 50,
        ]:
            with self.subTest(password):
                validate_password(password, self.person)

    def test_each_is_told_one_thing(self):
        for password, code in [
            ("short", "password_too_short"),
            ("password", "password_too_short"),
            ("passwordpassword", "password_too_common"),
        ]:
            with self.subTest(password):
                with self.assertRaises(ValidationError) as caught:
                    validate_password(password, self.person)
                self.assertEqual([e.code for e in caught.exception.error_list], [code])

    @override_settings(PASSWORD_HASHERS=global_settings.PASSWORD_HASHERS)
    def test_hashes_take_as_much_work_as_is_recommended(self):
        preferred = get_hashers()[0]
        # OWASP asks for 600,000 rounds of PBKDF2 with SHA-256.
        self.assertEqual(preferred.algorithm, "pbkdf2_sha256")
        self.assertGreaterEqual(preferred.iterations, 600_000)
