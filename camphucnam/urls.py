"""All addresses. Words of addresses are Vietnamese without accents."""

from django.conf import settings
from django.urls import include, path

from camphucnam.office.navigation import NAVIGATION
from camphucnam.office.views import home
from camphucnam.ui import navigation
from camphucnam.ui.views.gallery import gallery
from camphucnam.ui.views.health import health

navigation.install(NAVIGATION)

handler400 = "camphucnam.ui.views.errors.bad_request"
handler403 = "camphucnam.ui.views.errors.forbidden"
handler404 = "camphucnam.ui.views.errors.not_found"
handler500 = "camphucnam.ui.views.errors.server_error"

urlpatterns = [
    path("", home, name="home"),
    path("healthz", health, name="health"),
    path("", include("camphucnam.accounts.urls")),
    path("nhat-ky/", include("camphucnam.audit.urls")),
    path("viec-nen/", include("camphucnam.jobs.urls")),
    path("", include("households.urls")),
    path("", include("programs.urls")),
    path("", include("activities.urls")),
    path("", include("support.urls")),
    path("", include("oversight.urls")),
    path("", include("nutrition.urls")),
    path("", include("livelihoods.urls")),
    path("", include("welfare.urls")),
    path("", include("indicators.urls")),
    path("", include("reports.urls")),
]
if settings.DEBUG:
    urlpatterns.append(path("thu-vien/", gallery, name="gallery"))
