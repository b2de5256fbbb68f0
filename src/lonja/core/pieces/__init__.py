"""The pieces that pages are made of, by kind. `templatetags.ui` gathers them for the templates."""
