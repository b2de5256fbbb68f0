"""The pieces of the pages."""

import re
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory
from django.utils.translation import override

from lonja.core.pieces import lists, printing, small
from lonja.core.web import style


@pytest.fixture(autouse=True)
def _plain_static_files(settings):
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


def drawn(source: str, **context) -> str:
    return engines["django"].from_string(source).render(context)


def test_figures_are_printed_as_each_language_does():
    assert drawn('{{ v|figure_value:"eur" }} {{ 1100|figure_value }}', v=Decimal(2842274)) == (
        "2.842.274\xa0€ 1.100"
    )
    with override("en"):
        assert printing.figure_value(Decimal(2842274), "eur") == "€2,842,274"
        assert printing.figure_value(2, "rank") == "2nd"


def test_a_button_with_an_address_is_a_link():
    assert drawn('{% button "Ver" href="/grupos/" %}') == (
        '<a href="/grupos/" class="button">Ver</a>'
    )


def test_a_button_without_one_sends_its_form_unless_it_opens_a_dialog():
    assert 'type="submit"' in drawn('{% button "Guardar" %}')
    assert 'data-opens="borrar" type="button"' in drawn('{% button "Borrar" opens="borrar" %}')


def test_what_people_typed_is_text_and_never_markup():
    evil = '"><script>alert(1)</script>'
    for piece in (
        "{% button evil href=evil data_x=evil %}",
        "{% badge evil %}",
        "{% avatar evil %}",
        "{% breadcrumb evil evil %}",
        "{% card title=evil href=evil %}{{ evil }}{% endcard %}",
        "{% panel evil href=evil action=evil %}{% endpanel %}",
        "{% timeline_item title=evil when=evil href=evil %}{% endtimeline_item %}",
        "{% empty evil action=evil href=evil %}",
        "{% figure_tile name=evil value=3 href=evil note=evil %}",
        "{% stats %}{% stat evil evil href=evil %}{% endstats %}",
        "{% tabs %}{% tab evil evil %}{% endtabs %}",
        "{% meter 3 5 label=evil %}",
        "{% notice title=evil %}{% endnotice %}",
    ):
        assert "<script>" not in drawn(piece, evil=evil), piece


def test_no_piece_carries_its_own_style_or_script():
    page = drawn(
        '{% include "core/style.html" %}', **style.context(), request=RequestFactory().get("/")
    )

    assert " style=" not in page
    assert "<style" not in page
    assert "onclick" not in page


class Membership(forms.Form):
    name = forms.CharField(label="nombre", help_text="Como en sus estatutos.")
    kind = forms.ChoiceField(
        label="tipo", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect
    )
    public = forms.BooleanField(label="público", required=False)


def test_a_field_ties_its_help_and_its_error_to_its_control():
    form = Membership({"kind": "a"})
    html = drawn("{% field form.name %}", form=form)

    assert '<label class="field-label" for="id_name">Nombre' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_error"' in html
    assert 'id="id_name_helptext"' in html
    assert 'aria-invalid="true"' in html
    assert "(obligatorio)" in html


def test_what_cannot_be_left_empty_is_not_said_to_be_needed():
    class Filled(forms.Form):
        state = forms.ChoiceField(label="estado", choices=[("a", "previsto"), ("b", "hecho")])
        kind = forms.ChoiceField(label="tipo", choices=[("", "—"), ("a", "empresa")])

    assert "(obligatorio)" not in drawn("{% field form.state %}", form=Filled())
    assert "(obligatorio)" in drawn("{% field form.kind %}", form=Filled())


def test_an_example_that_says_the_label_again_is_left_out():
    class Echo(forms.Form):
        mail = forms.CharField(label="correo", widget=forms.TextInput({"placeholder": "Correo"}))
        web = forms.CharField(label="web", widget=forms.TextInput({"placeholder": "https://"}))

    assert "placeholder" not in drawn("{% field form.mail %}", form=Echo())
    assert 'placeholder="https://"' in drawn("{% field form.web %}", form=Echo())


def test_a_question_begins_with_a_capital_too():
    form = forms.Form()
    form.fields["what"] = forms.CharField(label="¿qué ha pasado?")

    assert ">¿Qué ha pasado?" in drawn("{% field form.what %}", form=form)


def test_a_field_of_several_choices_is_a_group_with_a_name():
    html = drawn("{% field form.kind %}", form=Membership())

    assert "<fieldset" in html
    assert "<legend>Tipo" in html
    assert html.count('type="radio"') == 2


def test_many_choices_are_folded_under_their_names_and_what_is_chosen_shows():
    class Form(forms.Form):
        areas = forms.MultipleChoiceField(
            choices=[("Agua", [("1", "Fugas"), ("2", "Riego")]), ("Aire", [("3", "Ruido")])],
            widget=forms.CheckboxSelectMultiple,
        )

    page = drawn("{% field form.areas %}", form=Form({"areas": ["3"]}))
    assert re.findall(r"<details[^>]*?( open)?><summary>(.*?)<", page) == [
        ("", "Agua"),
        (" open", "Aire"),
    ]
    assert page.count('role="group"') == 2
    assert [bool(one) for one in re.findall(r'type="checkbox"[^>]*?( checked)?>', page)] == [
        False, False, True,
    ]  # fmt: skip
    ids = re.findall(r'<input[^>]* id="([^"]+)"', page)
    assert re.findall(r'<label class="choice" for="([^"]+)"', page) == ids
    assert len(set(ids)) == 3


def test_the_errors_of_a_form_lead_to_their_fields():
    html = drawn("{% form_errors form %}", form=Membership({}))

    assert "Faltan 2 cosas" in html
    assert 'href="#id_name"' in html
    assert drawn("{% form_errors form %}", form=Membership()).strip() == ""


def test_a_heading_sorts_up_then_down_then_as_it_was():
    column = SimpleNamespace(name="since", label="desde")

    assert 'href="?q=aire&amp;sort=since"' in lists.sort_link(column, "", "q=aire&page=3")
    assert 'href="?q=aire&amp;sort=-since"' in lists.sort_link(column, "since", "q=aire&sort=since")
    assert 'href="?q=aire"' in lists.sort_link(column, "-since", "q=aire&sort=-since")
    assert lists.sort_state(column, "-since") == ' aria-sort="descending"'


def test_the_pager_keeps_the_search():
    html = drawn('{% pager page "q=aire" %}', page=Paginator(range(100), 10).get_page(2))

    assert 'href="?q=aire&amp;page=3"' in html
    assert 'aria-current="page">2<' in html
    assert drawn('{% pager page "" %}', page=Paginator(range(5), 10).get_page(1)).strip() == ""


def test_a_tile_says_how_the_figure_moved_and_what_is_weak_in_it():
    html = drawn(
        '{% figure_tile name="Territorios" value=15 previous=12 previous_year=2023 weak=2 %}'
        '{% figure_tile name="Territorios" value=12 opening=True %}'
    )

    assert "+25\xa0%" in html
    assert "sobre 2023" in html
    assert "2 sin evidencia" in html
    assert "saldo inicial" in html


def test_a_tile_whose_figure_did_not_move_says_so_in_good_words():
    html = drawn(
        '{% figure_tile name="Eventos propios" value=1 previous=1 previous_year=2023 %}'
        '{% figure_tile name="Eventos propios" value=1 previous=1 %}'
    )

    said = " ".join(re.sub(r"<[^>]+>", " ", html).split())
    assert said == (
        "Eventos propios 1 igual que en 2023 Eventos propios 1 igual que el año anterior"
    )


def test_a_tile_of_names_draws_no_course():
    html = drawn(
        '{% figure_tile name="Comunidades" value=now unit="list" series=all %}',
        now=["Aragón"],
        all=[["Aragón"], ["Aragón", "Galicia"]],
    )

    assert "<svg" not in html
    assert "Aragón" in html


def test_a_tile_without_data_does_not_say_zero():
    assert "sin dato" in drawn('{% figure_tile name="Tasa" value=None unit="percent" %}')


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Alba Fuster Pons", "AP"), ("Universidad de Valdeluz", "UV"), ("SUEZ", "S"), ("", "·")],
)
def test_initials_are_those_of_the_first_and_the_last_word(name, letters):
    assert f">{letters}</span>" in small.avatar(name)


def test_a_message_may_carry_its_undoing_but_only_within_the_house():
    def undo(tags: str) -> str:
        return lists.undo_of(SimpleNamespace(extra_tags=tags))

    assert undo("undo:/grupos/7/recuperar/") == "/grupos/7/recuperar/"
    assert undo("undo://otro.example/") == ""
    assert undo("undo:https://otro.example/") == ""
    assert undo("") == ""


def test_an_address_keeps_its_other_parameters():
    request = RequestFactory().get("/?q=aire&page=3")

    assert lists.address_with({"request": request}, page=None, size=50) == "?q=aire&size=50"


def test_a_state_has_the_tone_of_what_it_says():
    assert [printing.tone_of(s) for s in ("granted", "denied", "provisional", "digital", None)] == [
        "good", "bad", "warn", "neutral", "neutral",
    ]  # fmt: skip


def test_a_date_is_written_in_full():
    assert printing.day(date(2024, 6, 12)) == "12 de junio de 2024"
    assert printing.day(None) == ""
