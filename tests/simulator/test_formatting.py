"""Marked-up text: what becomes of it, and what the server says when it cannot be read."""

import pytest

from simulator.entities import ParseError, utf16
from simulator.formatting import ModeError, formatted

type_at = tuple[str, int, int]


def parsed(source: str, mode: str) -> tuple[str, list[type_at]]:
    text, entities = formatted(source, mode, [])
    return text, [(one["type"], one["offset"], one["length"]) for one in entities]


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("<b>Chào</b> bà con", "Chào bà con", [("bold", 0, 4)]),
        ("🌊 <i>ngập</i>", "🌊 ngập", [("italic", 3, 4)]),
        ("<b>a<i>b</i></b>", "ab", [("bold", 0, 2), ("italic", 1, 1)]),
        ("1 &lt; 2 &amp; &#233; &#xe9; &copy;", "1 < 2 & é é &copy;", []),
        ("<STRONG>x</strong>", "x", [("bold", 0, 1)]),
        ("<u>a</u><s>b</s><code>c</code><pre>d</pre>", "abcd", "underline strikethrough code pre"),
        ("<tg-spoiler>a</tg-spoiler><span class='tg-spoiler'>b</span>", "ab", "spoiler spoiler"),
        (
            "<blockquote>a</blockquote>\n<blockquote expandable>b</blockquote>",
            "a\nb",
            "blockquote expandable_blockquote",
        ),
        ('<a href="https://a.vn/?x=1&y=2">đây</a>', "đây", [("text_link", 0, 3)]),
        ('<a href="tg://user?id=5">Lan</a>', "Lan", [("text_mention", 0, 3)]),
        ("<a>không phải địa chỉ</a>", "không phải địa chỉ", []),
        ('<pre><code class="language-python">x</code></pre>', "x", [("pre", 0, 1)]),
        ("  \nx <b>a </b> \n ", "x a", [("bold", 2, 1)]),
        (" <b> a</b>", " a", [("bold", 0, 2)]),
        ("<b></b>x", "x", []),
    ],
)
def test_html_becomes_text_with_entities(source: str, text: str, entities: list[type_at] | str) -> None:
    got, found = parsed(source, "HTML")
    assert got == text
    if isinstance(entities, str):
        assert [kind for kind, _, _ in found] == entities.split()
    else:
        assert found == entities


@pytest.mark.parametrize(
    ("source", "error"),
    [
        ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
        ("đường <table>", 'Unsupported start tag "table" at byte offset 10'),
        ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("<b>a</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("a <b", "Unclosed start tag at byte offset 2"),
        ("<b>a</b", "Unclosed end tag at byte offset 4"),
        ('<a href="x>y</a>', "Expected equal sign in declaration"),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
def test_broken_html_is_refused_in_the_servers_words(source: str, error: str) -> None:
    with pytest.raises(ParseError) as caught:
        parsed(source, "HTML")
    assert str(caught.value).startswith(error)


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("*đậm* _nghiêng_", "đậm nghiêng", [("bold", 0, 3), ("italic", 4, 7)]),
        ("__u__ ~s~ ||p|| `c`", "u s p c", "underline strikethrough spoiler code"),
        ("*_cả hai_*", "cả hai", "italic bold"),
        ("1\\. 2 \\- 3\\!", "1. 2 - 3!", []),
        ("`a.b!*`", "a.b!*", [("code", 0, 5)]),
        ("```python\nx=1\n```", "x=1", [("pre", 0, 3)]),
        ("[đây](https://a.vn/\\))", "đây", [("text_link", 0, 3)]),
        ("[Lan](tg://user?id=5)", "Lan", [("text_mention", 0, 3)]),
        (">trích\n>tiếp\nhết", "trích\ntiếp\nhết", [("blockquote", 0, 10)]),
        ("đầu\n>*trích*", "đầu\ntrích", [("blockquote", 4, 5), ("bold", 4, 5)]),
    ],
)
def test_markdown_becomes_text_with_entities(source: str, text: str, entities: list[type_at] | str) -> None:
    got, found = parsed(source, "MarkdownV2")
    assert got == text
    if isinstance(entities, str):
        assert sorted(kind for kind, _, _ in found) == sorted(entities.split())
    else:
        assert sorted(found) == sorted(entities)


@pytest.mark.parametrize(
    ("source", "error"),
    [
        ("Tổ 1.", "Character '.' is reserved and must be escaped with the preceding '\\'"),
        ("a|b", "Character '|' is reserved"),
        ("a]", "Character ']' is reserved"),
        ("đ *a", "Can't find end of Bold entity at byte offset 3"),
        ("*a _b* c_", "Can't find end of Italic entity at byte offset 8"),
        ("[a](https://b", "Can't find end of a URL at byte offset 3"),
        ("```x", "Can't find end of Pre entity at byte offset 0"),
        (">*a\nb*", "Can't find end of Bold entity at byte offset 1"),
    ],
)
def test_broken_markdown_is_refused_in_the_servers_words(source: str, error: str) -> None:
    with pytest.raises(ParseError) as caught:
        parsed(source, "MarkdownV2")
    assert str(caught.value).startswith(error)


def test_a_link_keeps_its_address_and_a_programme_its_language() -> None:
    assert formatted('<a href="https://a.vn">x</a>', "html", [])[1][0]["url"] == "https://a.vn"
    assert formatted("[x](https://a.vn/\\))", "markdownv2", [])[1][0]["url"] == "https://a.vn/)"
    assert formatted("```python\nx```", "MarkdownV2", [])[1][0]["language"] == "python"
    code = formatted('<pre><code class="language-c">x</code></pre>', "HTML", [])[1]
    assert code == [{"type": "pre", "offset": 0, "length": 1, "language": "c"}]


def test_plain_text_is_searched_for_what_phones_make_tappable() -> None:
    source = "/bao_cao xem https://a.vn/x, hỏi @lan_to1 #ngap a@b.vn 0912 345 678"
    text, entities = formatted(source, "", [])
    units = text.encode("utf-16-le")
    found = {
        one["type"]: units[one["offset"] * 2 : (one["offset"] + one["length"]) * 2].decode("utf-16-le")
        for one in entities
    }
    assert found == {
        "bot_command": "/bao_cao",
        "url": "https://a.vn/x",
        "mention": "@lan_to1",
        "hashtag": "#ngap",
        "email": "a@b.vn",
        "phone_number": "0912 345 678",
    }
    assert formatted("5/7 và tổ1/bí thư", "", [])[1] == []


def test_nothing_is_found_inside_code_and_links() -> None:
    assert parsed("<code>/start</code> /start", "HTML")[1] == [("code", 0, 6), ("bot_command", 7, 6)]
    assert parsed('<a href="https://a.vn">@lan_to1</a>', "HTML")[1] == [("text_link", 0, 8)]


def test_given_entities_are_taken_or_refused() -> None:
    bold = {"type": "bold", "offset": 1, "length": 2}
    assert formatted(" abc", "", [bold]) == ("abc", [{"type": "bold", "offset": 0, "length": 2}])
    for wrong in ({"type": "bold", "offset": 3, "length": 5}, {"type": "bold"}, "bold"):
        with pytest.raises(ParseError):
            formatted("abcd", "", [wrong])


def test_no_more_than_a_hundred_entities_are_kept() -> None:
    assert len(formatted("<b>a</b> " * 150, "HTML", [])[1]) == 100


def test_an_unknown_parse_mode_is_an_error() -> None:
    with pytest.raises(ModeError):
        formatted("a", "Markdown", [])


def test_length_is_counted_in_utf16_units() -> None:
    assert [utf16(text) for text in ("abc", "Tiếng Việt", "🌊", "")] == [3, 10, 2, 0]
