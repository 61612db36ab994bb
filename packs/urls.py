from django.urls import path

from . import views

urlpatterns = [
    path("", views.pack, name="pack"),
    path("pack.pdf", views.pack_pdf, name="pack_pdf"),
    path("templates.zip", views.pack_templates, name="pack_templates"),
]
