from django.contrib import messages
from django.http import HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.generic import FormView

from lonja.workbench.registry import by_slug
from lonja.workbench.web.views.base import ResourceView

from ..forms import CaptureForm


class CapturePage(ResourceView, FormView):
    """Twenty seconds at a fair: what happened, with whom, a photo. The rest, later."""

    template_name = "acts/capture.html"
    form_class = CaptureForm

    @property
    def resource(self):
        return by_slug("actos")

    def allowed(self, user) -> bool:
        return self.resource.may_add(user)

    def form_valid(self, form):
        act = form.capture(by=self.request.user)
        messages.success(self.request, _("Anotado. Podrá completarlo cuando tenga un momento."))
        if "again" in self.request.POST:
            return HttpResponseRedirect(self.request.path)
        return HttpResponseRedirect(self.resource.url("detail", act))

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)
