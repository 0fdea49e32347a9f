"""Pages: values to bytes. Nothing from elsewhere, no script in the page, nothing personal in head or title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from html import escape
from importlib.resources import files

from documents.map import drawn
from reporting.own import Own
from reporting.pages import AddPage, LookPage, Spot
from reporting.texts import data as data_texts
from reporting.texts import looks
from reporting.texts import pages as texts
from reporting.texts.digest import SECTION_NAMES
from reporting.texts.forms import big

WHOLE = re.compile(r"\b[A-Z]{2}-\d{4}\b|\(\d\d/\d\d-\d\d/\d\d\)")
KINDS = {"page.css": "text/css", "add.js": "text/javascript"}


@cache
def asset(name: str) -> bytes:
    """Raises KeyError for what is no asset."""
    if name not in KINDS:
        raise KeyError(name)
    return files("documents").joinpath("assets", name).read_bytes()


def _address(name: str, root: str) -> str:
    """With its hash: kept for long by the browser, asked anew when it has changed."""
    return f"{root}-/{name}?{sha256(asset(name)).hexdigest()[:10]}"


def page_of(
    title: str, body: str, root: str = "", script: str | None = None, kind: str = "", whole: bool = False
) -> bytes:
    """`whole`: its style lies in it, for a file that stands alone."""
    inside = f"<style>{asset('page.css').decode()}</style>"
    style = inside if whole else f'<link rel="stylesheet" href="{_address("page.css", root)}">'
    run = f'<script src="{_address(script, root)}" defer></script>' if script else ""
    return (
        f'<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="robots" content="noindex, nofollow"><meta name="referrer" content="no-referrer">'
        f'<link rel="icon" href="data:,">{style}{run}</head>'
        f'<body class="{kind}">{body}</body></html>'
    ).encode()


def dead(root: str = "") -> bytes:
    """The same for every link that does not open."""
    title = texts.dead_title()
    return page_of(title, _short(title, texts.dead(), texts.dead_what_to_do()), root)


def busy(root: str = "") -> bytes:
    return page_of(texts.landing_title(), _short(texts.landing_title(), texts.busy()), root)


def finished(page: AddPage, anything: bool, root: str = "") -> bytes:
    said = texts.all_sent(page.address) if anything else texts.nothing_sent(page.address)
    return page_of(texts.done_title(), _short(texts.done_title(), said), root)


def landing(token: str) -> bytes:
    """For whoever only looks at the address: a button, no word of what is behind it."""
    button = f'<form method="post" action="{escape(token)}"><button class="main">{texts.open_it()}</button></form>'
    return page_of(
        texts.landing_title(), f"<main><h1>{texts.landing_title()}</h1><p>{texts.landing()}</p>{button}</main>"
    )


def _short(title: str, *words: str) -> str:
    return f"<main><h1>{escape(title)}</h1>{''.join(f'<p>{escape(w)}</p>' for w in words)}</main>"


def article(title: str, ward: str, lines: Sequence[tuple[str, str]]) -> str:
    parts, before, head = [], "head", title
    for section, words in lines:
        if section == "head":
            opening, _, rest = words.partition(": ")
            known = opening.startswith(title) and rest
            head = opening if known else title
            parts.append(f'<p class="lead">{unbroken(big(rest) if known else words)}</p>')
            continue
        if section != before:
            parts += ["</ul>" if before != "head" else "", f"<h2>{escape(SECTION_NAMES[section])}</h2><ul>"]
        before = section
        parts.append(f"<li>{unbroken(words)}</li>")
    parts.append("</ul>" if before != "head" else "")
    return f'<article><p class="ward">{escape(big(ward))}</p><h1>{unbroken(head)}</h1>{"".join(parts)}</article>'


def own(page: Own, token: str) -> bytes:
    """Everything held about somebody; what they take away comes from the same address."""
    here = escape(token)
    parts = [
        f"<section><h2>{escape(heading)}</h2><ul>{_items(lines)}</ul></section>"
        for heading, lines in data_texts.sections(page)
    ]
    files = (("txt", data_texts.download_text()), ("json", data_texts.download_json()))
    forms = [f'<form method="post" action="{here}/{kind}"><button>{words}</button></form>' for kind, words in files]
    top = f"<h1>{data_texts.title()}</h1><p>{escape(data_texts.lead(page.address))}</p>"
    note = f"<footer><p>{texts.for_one_reader()}</p></footer>"
    return page_of(
        data_texts.title(), f'<main>{top}{"".join(parts)}{note}<div class="two">{"".join(forms)}</div></main>'
    )


def _items(lines: Sequence[str]) -> str:
    return "".join(f"<li>{unbroken(line)}</li>" for line in lines)


def look(page: LookPage, token: str) -> bytes:
    """A player where a browser has one, and always the file to take away."""
    here = f"{escape(token)}/thing"
    player = {
        "voice": f'<audio controls preload="metadata" src="{here}"></audio>',
        "video": f'<video controls playsinline preload="metadata" src="{here}"></video>',
        "photo": f'<img src="{here}" alt="">',
    }.get(page.kind, "")
    title, lead = looks.page_title(page.kind), escape(looks.page_lead(page.code, page.words))
    away = f'<a class="button" href="{here}?save">{looks.take_away(page.kind)}</a>'
    body = f"<main><h1>{title}</h1><p>{lead}</p>{player}<p>{looks.of_people(page.kind)}</p>{away}</main>"
    return page_of(title, body)


def unbroken(words: str) -> str:
    """A code and a span of days stay on one line."""
    return WHOLE.sub(r'<span class="whole">\g<0></span>', escape(words))


def add(page: AddPage, token: str, root: str = "") -> bytes:
    """Pin a place, send photos. The list and its button work without a script; map and photos wait for it."""
    here = escape(f"{root}{token}")
    said = {name.replace("_", "-"): str(words) for name, words in _said(page).items()}
    data = " ".join(f'data-{name}="{escape(words)}"' for name, words in said.items())
    body = (
        f'<main id="add" data-here="{here}" {data}><h1>{texts.add_title()}</h1>'
        f"<p>{escape(texts.add_lead(page.address, page.until))}</p>"
        f"{_place_part(page, here)}{_photo_part(page)}"
        f'<form id="done" method="post" action="{here}/done"><button class="main">{texts.done()}</button>'
        '<p id="rest" role="status"></p></form></main>'
    )
    return page_of(texts.add_title(), body, root, "add.js")


def _place_part(page: AddPage, here: str) -> str:
    state = f"{texts.place_sent()} {page.given}. {texts.place_again()}" if page.given else page.wrong
    kind = "bad" if page.wrong else "good" if page.given else ""
    board = drawn(page.spots, page.home, texts.map_name(page.ward))
    return (
        f'<section><h2>{texts.place_heading()}</h2><div class="scripted"><p>{texts.map_hint()}</p>'
        f'<div class="board"><p id="here" aria-hidden="true"></p><div id="window" tabindex="-1">{board}</div>'
        f'<button type="button" id="closer" aria-pressed="false">{texts.closer()}</button></div>'
        f'<button type="button" id="me">{texts.use_my_place()}</button></div>'
        f'<form id="place" method="post" action="{here}/place">'
        f'<input type="hidden" name="id" value="{page.submission}"><input type="hidden" name="lat">'
        f'<input type="hidden" name="lon"><label for="key">{texts.choose_place()}</label>'
        f'<select id="key" name="key"><option value="">{texts.choose_one()}</option>{_choices(page.spots)}</select>'
        f'<p id="where" role="status" class="{kind}">{escape(state)}</p>'
        f"<button>{texts.send_place()}</button></form></section>"
    )


def _choices(spots: tuple[Spot, ...]) -> str:
    """Unit by unit, its places first."""
    out = []
    for unit in (spot for spot in spots if not spot.place):
        places = [spot for spot in spots if spot.place and spot.unit == unit.unit]
        options = [f'<option value="{escape(spot.key)}">{escape(spot.place)}</option>' for spot in places]
        whole = texts.whole_unit(unit.unit) if places else unit.unit
        options.append(f'<option value="{escape(unit.key)}">{escape(whole)}</option>')
        out.append(f'<optgroup label="{escape(unit.unit)}">{"".join(options)}</optgroup>')
    return "".join(out)


def _photo_part(page: AddPage) -> str:
    sent = texts.photos_sent(page.photos) if page.photos else ""
    kinds, papers = 'accept="image/*"', 'accept=".pdf,.docx,.xlsx,video/*,audio/*"'
    return (
        f'<section class="scripted"><h2>{texts.photo_heading()}</h2><p>{texts.photo_hint(page.photos_most)}</p>'
        f'<div class="two"><label class="button">{texts.take_photo()}<input type="file" {kinds} capture="environment" '
        f'class="unseen"></label><label class="button">{texts.choose_photo()}<input type="file" {kinds} multiple '
        f'class="unseen"></label></div><label class="button">{texts.choose_file()}<input type="file" {papers} '
        f'data-as="file" class="unseen"></label><p id="sent" role="status">{sent}</p><ul id="photos"></ul></section>'
    )


def _said(page: AddPage) -> dict[str, object]:
    """What the script says, and the one figure it needs."""
    you = page.address
    return {
        "room": page.photos_most - page.photos,
        "pinned": texts.pinned(),
        "closer": texts.closer(),
        "farther": texts.farther(),
        "looking": texts.looking_for_me(),
        "unfound": texts.not_found_me(you),
        "sending_place": texts.sending_place(),
        "place_sent": texts.place_sent(),
        "again": texts.place_again(),
        "missing": texts.wrong_place(you),
        "photo": texts.photo(),
        "file": texts.file(),
        "waiting": texts.photo_waiting(),
        "sending": texts.photo_sending(),
        "sent": texts.photo_sent(),
        "weak": texts.weak_network(),
        "unsent": texts.not_sent(),
        "retry": texts.send_again(),
        "enough": texts.enough_photos(page.photos_most),
        "rest": texts.waiting_for_rest(),
        "left": texts.rest_not_sent(you),
        "done": texts.done_title(),
        "all": texts.all_sent(you),
        "nothing": texts.nothing_sent(you),
    }
