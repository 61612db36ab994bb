from allauth.account.models import EmailAddress
from django.contrib.auth import get_user
from django.contrib.auth.models import Group, Permission
from django.test import Client, TestCase
from django.urls import reverse

from accounts.models import User
from tests.factories import MemberFactory

from .joining import PASSWORD, JoiningMixin


class AdminDoorTests(JoiningMixin, TestCase):
    """One sign-in for site and admins."""

    @classmethod
    def setUpTestData(cls):
        cls.member = MemberFactory(display_name="Priya", password=PASSWORD)
        cls.editor = MemberFactory(password=PASSWORD)
        cls.editor.groups.add(Group.objects.get(name="Editors"))
        cls.administrator = MemberFactory(
            password=PASSWORD, is_superuser=True, is_staff=True
        )

    def test_admins_lead_to_the_sites_sign_in_and_back(self):
        for page in [
            "/admin/",
            "/admin/pages/?p=1",
            "/django-admin/",
            "/django-admin/accounts/user/",
        ]:
            with self.subTest(page):
                client = Client()
                response = client.get(page, follow=True)
                self.assertEqual(response.request["PATH_INFO"], "/accounts/login/")
                response = self.sign_in(
                    self.administrator.email,
                    client=client,
                    next=response.context["redirect_field_value"],
                )
                self.assertEqual(response.headers["Location"], page)

    def test_the_admins_own_sign_in_is_gone(self):
        for page in ["/admin/login/", "/django-admin/login/"]:
            with self.subTest(page):
                response = self.client.post(
                    page,
                    {"username": self.administrator.email, "password": PASSWORD},
                )
                self.assertEqual(response.status_code, 302)
                self.assertTrue(
                    response.headers["Location"].startswith("/accounts/login/?next=/")
                )
                self.assertFalse(get_user(self.client).is_authenticated)

    def test_the_doors_lead_to_no_other_site(self):
        for page, home in [
            ("/admin/login/", "/admin/"),
            ("/django-admin/login/", "/django-admin/"),
        ]:
            for target in [
                "//evil.example/",
                "https://evil.example/",
                "/\\evil.example",
            ]:
                with self.subTest(page, target=target):
                    client = Client()
                    response = client.get(page, {"next": target})
                    self.assertEqual(
                        response.headers["Location"], f"/accounts/login/?next={home}"
                    )
                    client.force_login(self.administrator)
                    response = client.get(page, {"next": target})
                    self.assertEqual(response.headers["Location"], home)

    def test_a_member_is_told_no_and_not_sent_round(self):
        self.client.force_login(self.member)
        for page in ["/admin/", "/admin/pages/", "/django-admin/"]:
            with self.subTest(page):
                response = self.client.get(page, follow=True)
                self.assertEqual(response.status_code, 403)
                self.assertLessEqual(len(response.redirect_chain), 1)
                self.assertContains(response, "You have no access", status_code=403)
                self.assertContains(response, "signed in as Priya", status_code=403)
                self.assertNotContains(
                    response, "You do not have permission", status_code=403
                )
                page = self.client.get(reverse("account"))
                self.assertEqual(list(page.context["messages"]), [])

    def test_a_member_who_signs_in_for_the_admin_is_told_no(self):
        response = self.sign_in(self.member.email, next="/admin/")
        response = self.client.get(response.headers["Location"], follow=True)
        self.assertEqual(response.status_code, 403)
        response = self.client.get("/accounts/login/?next=/admin/", follow=True)
        self.assertEqual(response.status_code, 403)

    def test_an_editor_may_enter_one_admin_and_not_the_other(self):
        self.client.force_login(self.editor)
        self.assertEqual(self.client.get("/admin/").status_code, 200)
        response = self.client.get("/django-admin/", follow=True)
        self.assertEqual(response.status_code, 403)

    def test_signing_out_of_the_admins_needs_a_post_and_leads_to_the_site(self):
        for page in ["/admin/logout/", "/django-admin/logout/"]:
            with self.subTest(page):
                self.client.force_login(self.administrator)
                self.client.get(page)
                self.assertTrue(get_user(self.client).is_authenticated)
                response = self.client.post(page)
                self.assertEqual(response.headers["Location"], "/")
                self.assertFalse(get_user(self.client).is_authenticated)

    def test_the_admins_own_password_pages_lead_to_the_sites(self):
        for page in [
            "/admin/password_reset/",
            "/admin/password_reset/done/",
            "/admin/password_reset/confirm/MQ/abc-def/",
        ]:
            self.assertRedirects(
                self.client.get(page), reverse("account_reset_password")
            )
        self.client.force_login(self.administrator)
        self.assertRedirects(
            self.client.get("/django-admin/password_change/"),
            reverse("account_change_password"),
        )

    def test_editors_change_their_name_in_the_admin(self):
        self.client.force_login(self.editor)
        page = self.client.get("/admin/account/")
        self.assertContains(page, 'name="name-display_name"')
        self.assertNotContains(page, "first_name")
        self.client.post(
            "/admin/account/",
            {
                "name-display_name": "Edie",
                "theme-theme": "system",
                "theme-contrast": "system",
                "theme-density": "default",
            },
        )
        self.editor.refresh_from_db()
        self.assertEqual(self.editor.display_name, "Edie")

    def test_a_members_admin_account_page_is_closed(self):
        self.client.force_login(self.member)
        self.assertEqual(
            self.client.get("/admin/account/", follow=True).status_code, 403
        )


class PeopleAdminTests(JoiningMixin, TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.administrator = MemberFactory(
            display_name="Ada", is_superuser=True, is_staff=True
        )
        cls.person = MemberFactory(display_name="Priya", email="priya@ward.example")

    def setUp(self):
        super().setUp()
        self.client.force_login(self.administrator)

    def test_lists_name_and_address(self):
        response = self.client.get(reverse("wagtailusers_users:index"))
        self.assertContains(response, "Priya")
        self.assertContains(response, "priya@ward.example")
        for ordering in ["display_name", "-display_name", "email", "-last_login"]:
            response = self.client.get(
                reverse("wagtailusers_users:index"), {"ordering": ordering}
            )
            self.assertEqual(response.status_code, 200)

    def test_finds_by_name_and_address(self):
        for query in ["priy", "ward.example"]:
            response = self.client.get(
                reverse("wagtailusers_users:index"), {"q": query}
            )
            self.assertIn(self.person, response.context["object_list"])
        response = self.client.get(reverse("wagtailusers_users:index"), {"q": "nobody"})
        self.assertFalse(response.context["object_list"])

    def enter_person(self, **changes):
        data = {
            "email": "New.Editor@ward.example",
            "display_name": "New Editor",
            "password1": "",
            "password2": "",
            "groups": [Group.objects.get(name="Editors").pk],
            **changes,
        }
        return self.client.post(reverse("wagtailusers_users:add"), data)

    def test_a_person_who_was_entered_chooses_a_password_and_signs_in(self):
        self.assertContains(
            self.client.get(reverse("wagtailusers_users:add")), 'name="display_name"'
        )
        self.assertRedirects(self.enter_person(), reverse("wagtailusers_users:index"))
        user = User.objects.get(email="new.editor@ward.example")
        self.assertFalse(user.has_usable_password())
        self.assertFalse(user.is_unfinished())
        self.assertFalse(user.is_staff)
        self.assertEqual([group.name for group in user.groups.all()], ["Editors"])
        from .joining import newest_code

        visitor = Client()
        visitor.post(reverse("account_reset_password"), {"email": user.email})
        visitor.post(
            reverse("account_confirm_password_reset_code"), {"code": newest_code()}
        )
        visitor.post(
            reverse("account_complete_password_reset"), {"password1": PASSWORD}
        )
        self.assertEqual(get_user(visitor), user)
        self.assertEqual(visitor.get("/admin/").status_code, 200)

    def test_a_person_who_was_entered_with_a_password_signs_in_without_a_code(self):
        self.enter_person(password1=PASSWORD, password2=PASSWORD)
        visitor = Client()
        self.sign_in("new.editor@ward.example", client=visitor)
        self.assertTrue(get_user(visitor).is_authenticated)

    def test_weak_and_unequal_passwords_are_refused(self):
        for first, second in [("short", "short"), (PASSWORD, PASSWORD + "x")]:
            response = self.enter_person(password1=first, password2=second)
            self.assertEqual(response.status_code, 200)
        self.assertEqual(User.objects.count(), 2)

    def test_an_address_is_entered_once(self):
        response = self.enter_person(email="PRIYA@ward.example")
        self.assertContains(response, "There is already an account")
        self.assertEqual(User.objects.count(), 2)

    def test_an_administrator_may_open_the_technical_admin_too(self):
        self.enter_person(is_superuser="on")
        user = User.objects.get(email="new.editor@ward.example")
        self.assertTrue(user.is_superuser and user.is_staff)

    def edit(self, person, client=None, **changes):
        data = {
            "email": person.email,
            "display_name": person.display_name,
            "is_active": "on",
            "password1": "",
            "password2": "",
            **changes,
        }
        return (client or self.client).post(
            reverse("wagtailusers_users:edit", args=[person.pk]), data
        )

    def test_editing_keeps_the_password_and_moves_the_address(self):
        before = self.person.password
        page = self.client.get(
            reverse("wagtailusers_users:edit", args=[self.person.pk])
        )
        self.assertContains(page, 'value="Priya"')
        self.edit(self.person, email="priya.rao@ward.example")
        self.person.refresh_from_db()
        self.assertEqual(self.person.password, before)
        self.assertEqual(
            list(
                EmailAddress.objects.filter(user=self.person).values_list(
                    "email", "verified", "primary"
                )
            ),
            [("priya.rao@ward.example", True, True)],
        )

    def test_closing_an_account_ends_its_sessions(self):
        visitor = Client()
        visitor.force_login(self.person)
        self.edit(self.person, is_active="")
        self.assertFalse(get_user(visitor).is_authenticated)

    def manager(self):
        manager = MemberFactory()
        manager.user_permissions.add(
            *Permission.objects.filter(
                content_type__app_label="accounts", content_type__model="user"
            ),
            Permission.objects.get(codename="access_admin"),
        )
        client = Client()
        client.force_login(manager)
        return manager, client

    def test_only_administrators_make_administrators(self):
        manager, client = self.manager()
        editors = Group.objects.get(name="Editors")
        self.edit(
            self.person,
            client,
            is_superuser="on",
            groups=[editors.pk],
            display_name="P",
        )
        self.edit(manager, client, is_superuser="on")
        self.person.refresh_from_db()
        manager.refresh_from_db()
        self.assertEqual(self.person.display_name, "P")
        self.assertFalse(self.person.is_superuser or manager.is_superuser)
        self.assertFalse(self.person.groups.exists())

    def test_only_administrators_change_administrators(self):
        _manager, client = self.manager()
        self.edit(self.administrator, client, email="mine@ward.example")
        self.administrator.refresh_from_db()
        self.assertNotEqual(self.administrator.email, "mine@ward.example")

    def test_members_and_editors_do_not_see_people(self):
        editor = MemberFactory()
        editor.groups.add(Group.objects.get(name="Editors"))
        self.client.force_login(editor)
        response = self.client.get(reverse("wagtailusers_users:index"))
        self.assertRedirects(response, "/admin/")

    def test_the_technical_admin_only_shows(self):
        response = self.client.get("/django-admin/accounts/user/")
        self.assertContains(response, "priya@ward.example")
        response = self.client.get(
            f"/django-admin/accounts/user/{self.person.pk}/change/"
        )
        self.assertEqual(response.status_code, 200)
        self.assertNotContains(response, self.person.password)
        self.assertEqual(
            self.client.get("/django-admin/accounts/user/add/").status_code, 403
        )
