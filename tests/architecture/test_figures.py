"""Whoever reads a figure reads it in their language."""

import pytest

from lonja.core.figures import Figure, all_figures

FIGURES = all_figures()


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.key)
def test_a_figure_says_its_name_and_what_it_counts_in_both_languages(figure: Figure):
    for text in (figure.name, figure.definition):
        assert text.es.strip()
        assert text.en.strip()
    assert figure.definition.es != figure.definition.en
