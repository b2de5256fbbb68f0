"""The Markdown of the prose: CommonMark without HTML, with two marks that it does not have."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline


def _placeholder(state: StateInline, silent: bool) -> bool:
    """{{ … }}"""
    if not state.src.startswith("{{", state.pos):
        return False
    end = state.src.find("}}", state.pos + 2)
    if end < 0 or end >= state.posMax:
        return False
    if not silent:
        token = state.push("placeholder", "", 0)
        token.content = state.src[state.pos + 2 : end].strip()
    state.pos = end + 2
    return True


def _bound_words(state: StateInline, silent: bool) -> bool:
    """[words]{binding}"""
    if state.src[state.pos] != "[":
        return False
    start, limit = state.pos, state.posMax
    label_end = state.md.helpers.parseLinkLabel(state, start)
    opening = label_end + 1
    if label_end < 0 or not state.src.startswith("{", opening) or opening >= limit:
        return False
    end = state.src.find("}", opening)
    if end < 0 or end >= limit or state.src.startswith("{{", opening):
        return False
    if not silent:
        token = state.push("bound_open", "", 1)
        token.content = state.src[opening + 1 : end]
        state.pos, state.posMax = start + 1, label_end
        state.md.inline.tokenize(state)
        state.push("bound_close", "", -1)
    state.pos, state.posMax = end + 1, limit
    return True


def _markdown() -> MarkdownIt:
    md = MarkdownIt("commonmark", {"html": False}).enable("table")
    md.disable(["html_block", "html_inline", "code", "fence", "image", "backticks", "reference"])
    md.inline.ruler.before("link", "placeholder", _placeholder)
    md.inline.ruler.before("link", "bound_words", _bound_words)
    md.validateLink = _is_safe_link
    return md


def _is_safe_link(url: str) -> bool:
    return bool(re.match(r"(?:https?:|mailto:)", url.strip(), re.IGNORECASE))


MARKDOWN = _markdown()
