"""Pictures for a telephone, 360 points wide: each says one thing in its title. Their form: layouts/pictures.typ."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from documents.chart_map import places
from documents.typeset import typeset
from reporting.digest import Digest
from reporting.texts import papers as texts
from reporting.texts.forms import big
from reporting.wording import toned

SHARP = 216  # dots per inch: three to a point, so sharp on every telephone
WEEKS = 12
MEAN_OF = 4
NUMBER = re.compile(r" (?=\d)|(?<=\d) (?=\w)")  # a number stays with the words beside it
Sheet = dict[str, Any]


def png(digest: Digest, name: str) -> bytes:
    """Raises KeyError for a name that is none of NAMES."""
    sheet = MADE[name](digest) | {"kind": name, "foot": texts.picture_foot(digest)}
    sheet["title"] = NUMBER.sub("\u00a0", str(sheet["title"]))
    (picture,) = typeset("pictures.typ", toned(json.dumps(sheet, ensure_ascii=False), digest.tone), "png", SHARP)
    return picture


def title(digest: Digest, name: str) -> str:
    """What the picture says; also its words for who cannot see it."""
    return toned(str(MADE[name](digest)["title"]), digest.tone)


def _standing(digest: Digest) -> Sheet:
    """Who has not reported first, then late ones, then by what they told."""
    order = {"missing": 0, "due": 0, "late": 1, "excused": 2, "on_time": 3}
    rows = sorted(digest.standing, key=lambda row: (order[row.state], -row.opinions - row.focus))
    return {
        "title": texts.standing_title(digest.figures),
        "rows": [
            {"name": big(row.name), "state": row.state, "said": texts.STATES[row.state], "note": texts.unit_note(row)}
            for row in rows
        ],
    }


def _topics(digest: Digest) -> Sheet:
    last = digest.past[-1].topics if digest.past else None
    return {
        "title": texts.topics_title(digest.topics, digest.figures),
        "key": texts.topic_key(),
        "rows": [
            {
                "name": row.name,
                "done": row.done,
                "waiting": row.left - row.overdue,
                "overdue": row.overdue,
                "said": texts.bar_said(row.done, row.left - row.overdue, row.overdue),
                "note": texts.topic_note(row, None if last is None else last.get(row.topic, 0)),
            }
            for row in digest.topics
        ],
    }


def _map(digest: Digest) -> Sheet:
    found = places(digest)
    counts = sorted(((place.name, place.count) for place in found.units), key=lambda one: -one[1])
    hot = [matter for matter in digest.matters if matter.kind == "hotspot"]
    return {
        "title": texts.map_title(counts, hot),
        "key": texts.map_key(),
        "height": found.height,
        "kilometre": found.kilometre,
        "units": [place.drawn() for place in found.units],
        "hot": [spot.drawn() for spot in found.hot],
    }


def _trend(digest: Digest) -> Sheet:
    past = [before for before in digest.past if "opinions" in before.figures][-(WEEKS - 1) :]
    counts = [before.figures["opinions"] for before in past] + [digest.figures["opinions"]]
    before = counts[-1 - MEAN_OF : -1]
    mean = sum(before) / len(before) if len(before) > 1 else None
    return {
        "title": texts.trend_title(counts),
        "bars": [
            {"label": texts.week_label(label), "count": count}
            for label, count in zip([*(one.label for one in past), digest.label], counts, strict=True)
        ],
        "mean": mean,
        "mean_label": texts.mean_label(mean, len(before)) if mean is not None else "",
        "over": len(before),
    }


MADE: dict[str, Callable[[Digest], Sheet]] = {
    "standing": _standing,
    "topics": _topics,
    "map": _map,
    "trend": _trend,
}
NAMES = tuple(MADE)
