from django.urls import path

from companies.views import companies

app_name = "companies"
urlpatterns = [
    path("", companies.index, name="companies"),
    path("nieuw/", companies.new, name="company_new"),
    path("<int:pk>/", companies.detail, name="company"),
    path("<int:pk>/wijzigen/", companies.edit, name="company_edit"),
    path("<int:pk>/contact/", companies.contact, name="contact_new"),
]
