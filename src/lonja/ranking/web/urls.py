from django.urls import path

from .views import SuggestCodes

urlpatterns = [path("codigos/sugeridos/", SuggestCodes.as_view(), name="codes-suggested")]
