"""Addresses of accounts: mine, those of signing in, and the admins' doors."""

from allauth.account.views import LogoutView
from django.urls import include, path, re_path
from wagtail.admin.auth import require_admin_access

from . import views

# Under /account/.
urlpatterns = [path("", views.account, name="account")]

# Under /accounts/; ours stand before allauth's and bear the same names.
signing_in = [
    path("login/", views.SignInView.as_view(), name="account_login"),
    path(
        "confirm-email/",
        views.EnterEmailCodeView.as_view(),
        name="account_email_verification_sent",
    ),
    path(
        "password/reset/confirm/",
        views.EnterResetCodeView.as_view(),
        name="account_confirm_password_reset_code",
    ),
    path("email/", views.my_account_instead, name="account_email"),
    path("", include("allauth.account.urls")),
]

# Before the admins' own addresses: there is one sign-in. docs/adr/0013
admin_doors = [
    path("admin/login/", views.admin_sign_in),
    path("admin/logout/", LogoutView.as_view()),
    re_path(r"^admin/password_reset/", views.reset_password_instead),
    path("admin/account/", require_admin_access(views.AdminAccountView.as_view())),
    path("django-admin/login/", views.technical_admin_sign_in),
    path("django-admin/logout/", LogoutView.as_view()),
    re_path(r"^django-admin/password_change/", views.change_password_instead),
]
