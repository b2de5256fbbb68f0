"""What the workbench's templates and others' need of it."""

from django import template
from django.db import models

from .. import registry

register = template.Library()


@register.simple_tag
def url_of(record: models.Model | None) -> str:
    """The page of a record, "" when it has none."""
    return registry.url_of(record) if record is not None else ""


@register.simple_tag
def resource_url(slug: str, page: str = "list") -> str:
    return registry.by_slug(slug).url(page)


@register.simple_tag
def page_of(resource, page: str, record: models.Model | None = None) -> str:
    """An address of a resource: `{% page_of resource "change" record as url %}`."""
    return resource.url(page, record)


@register.simple_tag
def parts_page(resource, record: models.Model, batch: int) -> str:
    """The address of the parts of a record that arrive later."""
    return resource.url_of_parts(record, batch)
