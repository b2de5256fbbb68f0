"""The pieces that pages are made of. All are built in: no template has to load them.

    {% icon "users" %}
    {% button _("Guardar") icon="check" kind="primary" %}      {% button _("Ver") href=url %}
    {% badge _("Borrador") tone="warn" %}
    {% card title=group.name href=url %}…{% endcard %}
    {% panel _("Reuniones") count=3 href=url action=_("Ver todas") %}…{% endpanel %}
    {% notice tone="warn" title=_("Falta la evidencia") %}…{% endnotice %}
    {% form_errors form %}  {% field form.name %}
    {% sort_link column sort address %}   {% pager page address %}
    {% empty _("Todavía no hay grupos.") icon="users" action=_("Crear el primero") href=url %}
    {% figure_tile name=f.name value=v unit=f.unit previous=p href=url series=s opening=o weak=2 %}
    {% stats %}{% stat _("Reuniones") 12 %}{% endstats %}
    {% timeline %}{% timeline_item title=… when=date %}…{% endtimeline_item %}{% endtimeline %}
    {% avatar person %}   {% breadcrumb _("Grupos") url record %}
    {% dialog "borrar" _("Borrar") %}…{% enddialog %}   {% button _("Borrar") opens="borrar" %}
    {% meter value goal label=_("Publicaciones") pace=8 unit="count" %}
    {% chart picture caption=_("Menciones por mes") %}
    {% tabs %}{% tab _("Ficha") url current=True %}{% endtabs %}

Filters: `figure_value:"eur"`, `euros`, `ratio`, `day`, `called:"a"` for a name within a sentence,
and `tone_of` a state, for its badge. They can all be seen at /estilo/.
"""

from django import template

from lonja.core.pieces import blocks, figures, forms, lists, printing, small

register = template.Library()
for kind in (printing, small, blocks, forms, lists, figures):
    register.tags.update(kind.register.tags)
    register.filters.update(kind.register.filters)
