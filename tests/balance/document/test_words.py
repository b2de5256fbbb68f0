import pytest

from lonja.balance.document.words import ordinal_word, spelled


@pytest.mark.parametrize(
    ("number", "gender", "words"),
    [
        (0, "", "cero"),
        (1, "", "uno"),
        (1, "m", "un"),
        (1, "f", "una"),
        (4, "", "cuatro"),
        (21, "m", "veintiún"),
        (31, "f", "treinta y una"),
        (100, "", "cien"),
        (101, "", "ciento uno"),
        (281, "f", "doscientas ochenta y una"),
        (1000, "", "mil"),
        (21_000, "f", "veintiuna mil"),
        (1_000_000, "", "un millón"),
        (3_120_000, "", "tres millones ciento veinte mil"),
    ],
)
def test_spanish_numbers_agree_in_gender(number, gender, words):
    assert spelled(number, gender=gender) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (21, "twenty-one"),
        (206, "two hundred and six"),
        (1_000_001, "one million and one"),
        (2024, "two thousand and twenty-four"),
    ],
)
def test_english_numbers_read_as_spoken(number, words):
    assert spelled(number, "en") == words


def test_ordinals_stop_at_the_twelfth():
    assert ordinal_word(2) == "segundo"
    assert ordinal_word(1, gender="m") == "primer"
    assert ordinal_word(3, gender="f") == "tercera"
    assert ordinal_word(2, "en") == "second"
    assert ordinal_word(13) is None


def test_a_number_beyond_the_range_has_no_words():
    with pytest.raises(ValueError, match="no words"):
        spelled(10**9)
