import pytest
from hypothesis import given
from hypothesis import strategies as st

from lonja.balance.document import prose
from lonja.balance.document.model import (
    FigureCards,
    FigureRun,
    Heading,
    ListBlock,
    Paragraph,
    Quote,
    TableBlock,
    plain,
    runs_of,
)

from .sample import HOSTILE, bars, lexicon


def read(source, **more):
    return prose.read(source, lexicon(**more))


def printed(source):
    return " / ".join(plain(runs) for runs in runs_of(read(source).blocks))


def problems(source):
    return [(p.line, str(p.message), p.suggestion) for p in read(source).problems]


def test_a_figure_becomes_a_run_that_knows_its_key():
    [paragraph] = read("Hubo **{{ press.mentions }}** impactos.").blocks
    assert paragraph.runs[1] == FigureRun("281", strong=True, line=1, key="press.mentions")


def test_markdown_makes_the_blocks():
    kinds = [type(block) for block in read(
        "# Uno\n\ntexto\n\n- a\n- b\n\n> cita\n\n| A | B |\n|---|--:|\n| a | b |\n"
    ).blocks]  # fmt: skip
    assert kinds == [Heading, Paragraph, ListBlock, Quote, TableBlock]


def test_charts_and_cards_stand_on_their_own_line():
    known = lexicon(charts={"x": bars()})
    blocks = prose.read(
        "{{ chart:x }}\n\n{{ cards:press.mentions, press.value_eur }}", known
    ).blocks
    assert blocks == (bars(), FigureCards(("press.mentions", "press.value_eur")))


def test_an_unknown_figure_says_where_it_is_and_which_it_may_be():
    assert problems("Uno\n\ndos {{ press.mention }}") == [
        (3, "no existe la cifra «press.mention»", "press.mentions")
    ]


def test_an_unknown_wording_is_told_and_the_figure_still_printed():
    assert problems("{{ press.mentions|wrds }}") == [(1, "no existe la forma «wrds»", "words")]
    assert printed("{{ press.mentions|wrds }}") == "281"


def test_a_chart_inside_a_sentence_is_a_problem():
    [problem] = read("Vea {{ chart:x }}").problems
    assert "solos en su línea" in problem.message.es


def test_a_missing_photo_is_a_problem():
    assert problems("{{ photo:12 }}") == [(1, "no existe la foto «12»", "")]


def test_html_and_code_are_printed_as_they_were_typed():
    assert "<script>alert(1)</script>" in printed(HOSTILE)
    assert '#import "nada.typ"' in printed(HOSTILE)
    assert "`raw`" in printed(HOSTILE)


def test_links_lead_only_to_the_web_and_to_mail():
    [runs] = runs_of(read("[uno](https://a.example) [dos](javascript:alert)").blocks)
    assert [run.link for run in runs] == ["https://a.example", ""]


def test_a_year_at_the_start_of_a_line_is_not_lost_as_a_list_number():
    assert problems("2024. Un año intenso")[0][2] == "2024\\."
    assert printed("2024\\. Un año intenso") == "2024. Un año intenso"


@pytest.mark.parametrize(
    "words",
    [
        "[Por primera vez]{members.joined_via_social first}",
        "[creció]{press.mentions > anterior}",
        "[más de 200]{press.mentions > 200}",
        "[quince]{territories.worked}",
        "[una primera edición]{grants.funded_solo = 1}",
        "[25 %]{territories.growth}",
        "[más que socios nuevos]{press.mentions > members.joined_via_social}",
    ],
)
def test_words_that_the_figure_proves_are_said(words):
    assert read(words).problems == ()


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("[Por primera vez]{press.mentions first}", "no consta"),
        ("[bajó]{press.mentions < anterior}", "«Impactos en medios» es 281: no es < 240"),
        ("[dieciséis]{territories.worked}", "dice «dieciséis»"),
        ("[500 impactos]{press.mentions > 200}", "dice «500»"),
        ("[más]{territories.new_supramunicipal > anterior}", "no tiene con qué compararse"),
        ("[algo]{grants.unknown}", "no tiene dato"),
        ("[algo]{cualquier cosa}", "entre llaves va la clave"),
        ("[algo]{press.mentionz}", "no existe la cifra"),
    ],
)
def test_words_that_the_figure_does_not_prove_are_a_problem(words, reason):
    [problem] = read(words).problems
    assert reason in problem.message.es


def test_the_figures_used_are_listed_once_each():
    keys = read("{{ press.mentions }} {{ territories.worked }} {{ press.mentions|words }}").keys
    assert keys == ("press.mentions", "territories.worked")


MARKS = st.sampled_from(
    ["{{", "}}", "[", "]", "{", "}", "|", ":", "**", "_", "\n", "- ", "> ", "# ", "press.mentions",
     "chart:", "photo:", "cards:", "first", "1.", "\\", "<b>", "`", "| a |\n|---|\n", "5", " "]
)  # fmt: skip


@given(st.lists(MARKS | st.text(max_size=5), max_size=40).map("".join))
def test_nothing_that_can_be_typed_breaks_it(source):
    read = prose.read(source, lexicon())
    assert all(1 <= p.line <= source.count("\n") + source.count("\r") + 1 for p in read.problems)
