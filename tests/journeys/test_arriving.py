"""Somebody who arrives without an account."""

from tests.journeys.browsing import assert_accessible, screenshot


def test_the_public_is_asked_to_sign_in_on_a_page_that_everybody_can_use(page):
    assert "/cuenta/" in page.url
    assert page.get_by_label("Su correo").is_visible()
    assert_accessible(page)
    screenshot(page, "sign-in")
