"""What the pages of a resource share: who may be here, and the record they are about."""

from __future__ import annotations

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404
from django.views.generic import TemplateView

from lonja.core.text import whole

from ...resource import Resource


class ResourceView(TemplateView):
    """Refuses unless allowed: each page says in `allowed` whom it lets in.

    Whoever is not signed in is sent to sign in; whoever may not, is told so; a record that the
    person may not see does not exist for them.
    """

    resource: Resource | None = None
    access = "resource"

    def dispatch(self, request, *args, **kwargs):
        if not self.allowed(request.user):
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def allowed(self, user) -> bool:
        return False

    def record(self) -> models.Model:
        found = self.rows().filter(pk=self.key()).first()
        if found is None:
            raise Http404
        return found

    def rows(self) -> models.QuerySet:
        return self.resource.rows(self.request.user)

    def key(self) -> int | None:
        """The number that the address says, when a record may have it."""
        return whole(self.kwargs["pk"])

    def own_template(self, page: str) -> str:
        """The template with which an app draws this page of its model, if it has one."""
        meta = self.resource.model._meta
        return f"{meta.app_label}/{meta.model_name}/{page}.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        return super().get_context_data(
            resource=self.resource,
            may_list=self.resource.may_list(user),
            may_write=self.resource.may_write(user),
            may_add=self.resource.may_add(user),
            line=self.resource.line,
            **kwargs,
        )
