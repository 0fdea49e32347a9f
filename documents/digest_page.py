"""A digest's own page: phone first, its figures open what was counted, its lines can be changed by who may."""

from __future__ import annotations

from html import escape

from documents import html, pictures
from reporting.digest import Line
from reporting.figures import Figure, figures
from reporting.pages import LONGEST_LINE, DigestPage, Edited, Told, mark
from reporting.texts import digest_page as texts
from reporting.texts import pages as page_texts
from reporting.texts import papers
from reporting.texts.digest import SECTION_NAMES
from reporting.texts.forms import big
from reporting.wording import toned


def digest(page: DigestPage, token: str, done: Edited | None = None, root: str = "") -> bytes:
    found, here = page.digest, escape(f"{root}{token}")
    title = page_texts.digest_title(found.label)
    head, *rest = found.lines
    lead = head.text.partition(": ")[2] if head.text.startswith(title) else head.text
    span = head.text.partition(": ")[0] if head.text.startswith(title) else title
    body = (
        f'<main id="top"><article><p class="ward">{escape(big(found.ward))}</p><h1>{html.unbroken(span)}</h1>'
        f'{_state(page)}{_done(done)}<p class="lead">{html.unbroken(big(lead))}</p>'
        f"{_more(page, head, 1, here, done)}{_lines(page, rest, here, done)}</article>"
        f"{_remark(page, here, done)}{_pictures(page, here)}{_figures(page)}{_papers(page, here)}"
        f"<footer><p>{page_texts.for_one_reader()}</p></footer></main>"
    )
    return html.page_of(title, toned(body, found.tone), root, kind="digest")


def _state(page: DigestPage) -> str:
    words = texts.stands(page.stage, page.approved_at, page.signed_at, page.number)
    kind = "bad" if page.stage in ("draft", "returned") else "good"
    return f'<p class="{kind}">{escape(words)}</p>'


def _done(done: Edited | None) -> str:
    if done is None:
        return ""
    kind, words = ("bad", done.wrong) if done.wrong else ("good", done.said)
    return f'<p role="status" class="{kind}">{escape(words)}</p>'


def _lines(page: DigestPage, lines: list[Line], here: str, done: Edited | None) -> str:
    out, before = [], ""
    for number, line in enumerate(lines, 2):
        name = SECTION_NAMES[line.section]
        if name != before:
            out += ["</ul>" if before else "", f"<h2>{escape(name)}</h2><ul>"]
        before = name
        out.append(f"<li>{html.unbroken(line.text)}{_more(page, line, number, here, done)}</li>")
    return "".join([*out, "</ul>" if before else ""])


def _more(page: DigestPage, line: Line, number: int, here: str, done: Edited | None) -> str:
    """What the line rests on, what stood there before, the way to change it: for who may."""
    parts, acts = [], []
    if page.told is not None and line.original:
        parts.append(f'<p class="before">{texts.before()} {html.unbroken(line.original)}</p>')
    if page.told is not None and line.sources:
        opened = _told([page.told.get(source) for source in line.sources])
        acts.append(f"<details><summary>{texts.reports(len(line.sources))}</summary>{opened}</details>")
    if page.may_edit:
        acts.append(_form(line, number, here, done))
    return "".join(parts) + (f'<div class="acts">{"".join(acts)}</div>' if acts else "")


def _form(line: Line, number: int, here: str, done: Edited | None) -> str:
    tried = done is not None and done.wrong and done.key == line.key
    words = done.words if done is not None and tried else line.text
    return (
        f'<details class="edit"{" open" if tried else ""}><summary>{texts.edit()}</summary>'
        f'<form method="post" action="{here}/line"><input type="hidden" name="key" value="{escape(line.key)}">'
        f'<input type="hidden" name="was" value="{mark(line.text)}">'
        f'<label for="w{number}">{texts.words_of(number)}</label>'
        f'<textarea id="w{number}" name="words" rows="5" maxlength="{LONGEST_LINE}" required>{escape(words)}</textarea>'
        f"<button>{texts.keep()}</button></form></details>"
    )


def _remark(page: DigestPage, here: str, done: Edited | None) -> str:
    if not page.may_edit:
        return ""
    tried = done is not None and done.wrong and done.key == "remark"
    words = done.words if done is not None and tried else ""
    return (
        f'<details class="edit"{" open" if tried else ""}><summary>{texts.remark()}</summary>'
        f'<form method="post" action="{here}/line"><input type="hidden" name="key" value="remark">'
        f'<label for="remark">{texts.remark_words()}</label>'
        f'<textarea id="remark" name="words" rows="4" maxlength="{LONGEST_LINE}" required>{escape(words)}</textarea>'
        f"<button>{texts.keep_remark()}</button></form></details>"
    )


def _pictures(page: DigestPage, here: str) -> str:
    drawn = "".join(
        f'<figure><img src="{here}/{name}.png" alt="{escape(pictures.title(page.digest, name))}" loading="lazy" '
        'width="360"></figure>'
        for name in pictures.NAMES
    )
    return f"<section><h2>{papers.pictures_heading()}</h2>{drawn}</section>"


def _figures(page: DigestPage) -> str:
    shown = "".join(f"<li>{_figure(page, figure)}</li>" for figure in figures(page.digest))
    return f'<section><h2>{texts.figures_heading()}</h2><ul class="figures">{shown}</ul></section>'


def _figure(page: DigestPage, figure: Figure) -> str:
    """Units are named to everybody who reads it; the reports behind it to the Bloc alone."""
    if figure.reports:
        words = texts.figure(figure.count, figure.key)
        if page.told is None:
            return escape(words)
        inside = _told([page.told.get(report) for report in figure.reports])
    else:
        words = texts.unit_figure(figure.count, figure.key)
        inside = f"<p>{escape(', '.join(big(unit) for unit in figure.units))}.</p>"
    return f"<details><summary>{escape(words)}</summary>{inside}</details>"


def _told(reports: list[Told | None]) -> str:
    """What was taken back or erased since is said to be so."""
    items = [
        f"<li><b>{escape(texts.report(one.unit, one.at, one.code))}</b><br>{html.unbroken(one.words)}</li>"
        if one is not None
        else f"<li>{texts.gone()}</li>"
        for one in reports
    ]
    return f"<ul>{''.join(items)}</ul>"


def _papers(page: DigestPage, here: str) -> str:
    if not page.papers:
        return ""
    forms = "".join(
        f'<form method="post" action="{here}/{name}"><button>{texts.PAPERS[name]}</button></form>'
        for name in page.papers
    )
    return f'<section class="papers"><h2>{texts.papers_heading()}</h2>{forms}</section>'
