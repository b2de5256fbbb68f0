"""Dependencies point down, also those that import-linter cannot see."""

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models

from .project import height


def own_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("lonja.")]


@pytest.mark.parametrize("model", own_models(), ids=lambda model: model._meta.label)
def test_relations_point_to_the_same_layer_or_below(model):
    here = model._meta.app_label
    upward = [
        f"{field.name} -> {other._meta.label}"
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created
        if (other := field.related_model) and other.__module__.startswith("lonja.")
        if other._meta.app_label != here and height(other._meta.app_label) >= height(here)
    ]
    assert upward == []


def test_apps_are_installed_from_the_highest_to_the_lowest():
    """So that a higher one may override a template or a command of a lower one."""
    own = [name.split(".")[1] for name in settings.INSTALLED_APPS if name.startswith("lonja.")]
    assert own == sorted(own, key=height, reverse=True)
