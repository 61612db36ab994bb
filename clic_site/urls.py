"""Addresses. Readers' addresses carry their language; admin, health and files don't."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.views import authenticate_with_password

from accounts import urls as account_urls
from comments import urls as comment_urls
from contributions import urls as contribution_urls
from feedback import urls as feedback_urls
from pages.finding import serve
from safeguards.shared_passwords import guarded

from . import health, views

handler400 = views.bad_request
handler403 = views.permission_denied
handler404 = views.page_not_found
handler429 = views.too_many_requests
handler500 = views.server_error

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("robots.txt", views.robots_txt, name="robots_txt"),
    path(".well-known/security.txt", views.security_txt, name="security_txt"),
    *account_urls.admin_doors,
    path("django-admin/", admin.site.urls),
    path("admin/", include(wagtailadmin_urls)),
    path("", include("library.urls")),
]

if settings.CLIC_DEMO:
    from .demo import views as demo_views

    urlpatterns += [
        path("demo/mail/", demo_views.mail, name="demo_mail"),
        path(
            "demo/mail/<slug:name>/", demo_views.mail_as_html, name="demo_mail_as_html"
        ),
    ]

urlpatterns += i18n_patterns(
    path("accounts/", include(account_urls.signing_in)),
    path("account/", include(account_urls)),
    path("account/comments/", include(comment_urls.mine_addresses)),
    path("account/following/", include(comment_urls.own_addresses)),
    path("account/contributions/", include(contribution_urls.own)),
    path("account/feedback/", include(feedback_urls.mine_addresses)),
    path("account/toolkit/", include("saved.urls")),
    path("comments/", include(comment_urls)),
    path("contributions/", include(contribution_urls)),
    path("feedback/", include(feedback_urls)),
    path("packs/", include("packs.urls")),
    path("search/", include("search.urls")),
    # Wagtail's own sign-in would let in without our limits, and counts no wrong tries.
    path(
        "_util/login/",
        RedirectView.as_view(pattern_name="account_login", query_string=True),
    ),
    path(
        "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
        guarded(authenticate_with_password),
    ),
    path("", include("pages.urls")),
    re_path(wagtail_urls.serve_pattern, serve, name="wagtail_serve"),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
