"""Which of the twelve topics the words of a message speak of."""

from __future__ import annotations

from collections.abc import Callable

from reporting import lexicon as lex
from reporting.danger import Danger
from reporting.places import Where, after_locative
from reporting.values import TOPICS
from reporting.words import Hit, Text, table

_TOPICS = {topic: table(lex.TOPIC_WORDS[topic]) for topic in TOPICS}


def topic_of(words: Text, risk: Danger, place: Where) -> str:
    """The topic of what is told; of the words for where it is ("gần trạm xá") only when nothing else says one."""
    if after_locative(words, place.start):
        found = _weightiest(words, risk, lambda hit: hit.end <= place.start or hit.start >= place.end)
        if found != "khac":
            return found
    return _weightiest(words, risk, lambda hit: True)


def _weightiest(words: Text, risk: Danger, counts: Callable[[Hit], bool]) -> str:
    """The topic whose words weigh most, longer phrases more; at a tie the one named first in the message."""
    best, best_weight = "khac", (0, 0)
    for topic, lines in _TOPICS.items():
        hits = [hit for hit in lines.hits(words) if counts(hit)]
        bonus = 2 if risk.topic == topic and risk.severity is not None and not risk.feared else 0
        weight = (bonus + sum((hit.end - hit.start) ** 2 for hit in hits), -hits[0].start if hits else 0)
        if weight > best_weight:
            best, best_weight = topic, weight
    return best
