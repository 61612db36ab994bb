"""Addresses of accounts: mine, those of signing in, and the admins' doors."""

from allauth.account.views import LogoutView
from django.urls import include, path, re_path
from wagtail.admin.auth import require_admin_access

from .views import admin_doors as doors
from .views import erasure, exports, mine, organisations, rechecks
from .views import second_factors as factors
from .views import sessions as places
from .views import signing_in as entry

# Under /account/.
urlpatterns = [
    path("", mine.account, name="account"),
    path("profile/", mine.profile, name="profile"),
    path("mail/", mine.mail_choices, name="mail_choices"),
    path("mail/stop/<str:token>/", mine.stop_mail, name="stop_mail"),
    path("consents/", mine.consents, name="consents"),
    path(
        "consents/<str:key>/withdraw/", mine.withdraw_consent, name="withdraw_consent"
    ),
    path("data/", exports.data_export, name="data_export"),
    path("data/<uuid:pk>/", exports.download, name="data_export_download"),
    path("erase/", erasure.erasure, name="erasure"),
    path("erase/keep/", erasure.keep_account, name="keep_account"),
]

# Under /accounts/2fa/, before allauth's of the same names.
second_factors = [
    path("", factors.SignInSafetyView.as_view(), name="mfa_index"),
    path("authenticate/", factors.AuthenticateView.as_view(), name="mfa_authenticate"),
    path("totp/activate/", factors.AddAppView.as_view(), name="mfa_activate_totp"),
    path(
        "totp/deactivate/", factors.RemoveAppView.as_view(), name="mfa_deactivate_totp"
    ),
    path(
        "recovery-codes/",
        factors.RecoveryCodesView.as_view(),
        name="mfa_view_recovery_codes",
    ),
    path(
        "recovery-codes/generate/",
        factors.GenerateRecoveryCodesView.as_view(),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "recovery-codes/download/",
        factors.DownloadRecoveryCodesView.as_view(),
        name="mfa_download_recovery_codes",
    ),
    path("webauthn/", factors.list_instead, name="mfa_list_webauthn"),
    path("webauthn/add/", factors.AddPasskeyView.as_view(), name="mfa_add_webauthn"),
    path(
        "webauthn/login/",
        factors.SignInByPasskeyView.as_view(),
        name="mfa_login_webauthn",
    ),
    path(
        "webauthn/reauthenticate/",
        factors.ReauthenticateByPasskeyView.as_view(),
        name="mfa_reauthenticate_webauthn",
    ),
    path(
        "webauthn/keys/<int:pk>/edit/",
        factors.RenamePasskeyView.as_view(),
        name="mfa_edit_webauthn",
    ),
    path(
        "webauthn/keys/<int:pk>/remove/",
        factors.RemovePasskeyView.as_view(),
        name="mfa_remove_webauthn",
    ),
]

# Under /accounts/organisation/, with allauth's names.
organisation_accounts = [
    path("", organisations.connections, name="socialaccount_connections"),
    path("join/", organisations.join, name="socialaccount_signup"),
    path("cancelled/", organisations.cancelled, name="socialaccount_login_cancelled"),
    path("error/", organisations.failed, name="socialaccount_login_error"),
    path("<slug:provider_id>/", organisations.start, name="openid_connect_login"),
    path(
        "<slug:provider_id>/callback/",
        organisations.callback,
        name="openid_connect_callback",
    ),
]

# Under /accounts/; ours stand before allauth's and bear the same names.
signing_in = [
    path("login/", entry.SignInView.as_view(), name="account_login"),
    path(
        "confirm-email/",
        entry.EnterEmailCodeView.as_view(),
        name="account_email_verification_sent",
    ),
    path(
        "login/code/",
        entry.AskForSignInCodeView.as_view(),
        name="account_request_login_code",
    ),
    path(
        "login/code/confirm/",
        entry.EnterSignInCodeView.as_view(),
        name="account_confirm_login_code",
    ),
    path(
        "password/reset/",
        entry.AskForResetCodeView.as_view(),
        name="account_reset_password",
    ),
    path(
        "password/reset/confirm/",
        entry.EnterResetCodeView.as_view(),
        name="account_confirm_password_reset_code",
    ),
    path(
        "password/reset/complete/",
        entry.ChooseNewPasswordView.as_view(),
        name="account_complete_password_reset",
    ),
    path("password/set/", entry.SetPasswordView.as_view(), name="account_set_password"),
    path("email/", entry.ChangeAddressView.as_view(), name="account_email"),
    path(
        "reauthenticate/code/",
        rechecks.RecheckByMailView.as_view(),
        name="account_reauthenticate_by_mail",
    ),
    path("", include("allauth.account.urls")),
    path("organisation/", include(organisation_accounts)),
    path("2fa/", include(second_factors)),
    path("2fa/", include("allauth.mfa.urls")),
    path("sessions/", places.sessions, name="usersessions_list"),
]

# Before the admins' own addresses: there is one sign-in. docs/adr/0013
admin_doors = [
    path("admin/login/", doors.admin_sign_in),
    path("admin/logout/", LogoutView.as_view(), name="leave_admin"),
    re_path(r"^admin/password_reset/", doors.reset_password_instead),
    path("admin/account/", require_admin_access(doors.AdminAccountView.as_view())),
    path("django-admin/login/", doors.technical_admin_sign_in),
    path("django-admin/logout/", LogoutView.as_view(), name="leave_technical_admin"),
    re_path(r"^django-admin/password_change/", doors.change_password_instead),
]
