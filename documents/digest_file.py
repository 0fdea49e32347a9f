"""The digest with its pictures in one file that asks for nothing: to keep, to read on any telephone, to print."""

from __future__ import annotations

from base64 import b64encode
from html import escape

from documents import html, pictures
from reporting.digest import Digest
from reporting.texts import pages as texts
from reporting.texts import papers
from reporting.wording import toned


def page(digest: Digest, draft: bool) -> bytes:
    title = texts.digest_title(digest.label)
    lines = tuple((line.section, toned(line.text, digest.tone)) for line in digest.lines)
    figures = "".join(_figure(digest, name) for name in pictures.NAMES)
    seen = f"<h2>{papers.pictures_heading()}</h2>{figures}"
    note = f'<p class="bad" role="note">{papers.not_approved()}</p>' if draft else ""
    foot = f"<footer><p>{escape(papers.picture_foot(digest))}</p></footer>"
    body = f"<main>{note}{html.article(title, digest.ward, lines)}{seen}{foot}</main>"
    return html.page_of(title, body, kind="digest", whole=True)


def _figure(digest: Digest, name: str) -> str:
    """A picture that lies in the page; its title is what it says to who cannot see it."""
    content = b64encode(pictures.png(digest, name)).decode()
    words = escape(pictures.title(digest, name))
    return f'<figure><img src="data:image/png;base64,{content}" alt="{words}" width="360"></figure>'
