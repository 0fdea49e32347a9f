"""`make model`: learn the weights of `reporting/model.bin` and `words.bin` from `learnt-*.txt`. Needs scikit-learn.

The first sees all features, the second the words alone; the reader takes the mean of what they say. Each message is
learnt as it was typed and, where it bears diacritics, once more without them. Nothing else is ever read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from itertools import chain
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix, diags
from sklearn.linear_model import LogisticRegression

from reporting.features import features
from reporting.linear import packed
from reporting.reader import by_rules, cues, heard, said
from tests.reading.material import LEARNT, Row, bare, fingerprint, rows

SHIPPED = Path(__file__).parents[2] / "reporting"
AT_LEAST = 2  # messages a feature must be in
TOLERANCE = 1e-4  # of the gradient, which is a mean over the messages: a looser one stops before short ones are learnt
BARE = 0.5  # what a message without its diacritics weighs
Sample = tuple[Row, frozenset[str], float]


def what(row: Row) -> str:
    """The classes of the first head: the kinds, hot spots by severity, and the two lanes of which nothing is kept."""
    if row["action"] == "guide":
        return "to_cao"
    if row["action"] == "refuse":
        return "refuse"
    return f"hot{row['severity']}" if row["kind"] == "hotspot" else str(row["kind"])


def _topic(row: Row) -> str | None:
    """None where there is nothing to have a topic, or nobody said which."""
    told = row["action"] == "keep" and row["kind"] not in ("nil", "other") and row["topic"] != "-"
    return str(row["topic"]) if told else None


# Head: (its class of a row, or None where it does not ask; strength; whether rare classes count as much as others).
HEADS: dict[str, tuple[Callable[[Row], str | None], float, bool]] = {
    "what": (what, 50, False),
    "topic": (_topic, 10, True),
    "legal": (
        lambda row: (row["legal"] or "none") if row["kind"] == "feedback" and row["action"] == "keep" else None,
        10,
        False,
    ),
    "soon": (
        lambda row: str(row["severity"]) if row["kind"] == "feedback" and row["action"] == "keep" else None,
        10,
        False,
    ),
}


def seen(text: str) -> frozenset[str]:
    words, risk, kind, why, sure = by_rules(heard(text))
    return frozenset(features(words, cues(words, risk, kind, why, sure)))


def samples(material: Iterable[Row]) -> list[Sample]:
    found: list[Sample] = []
    for row in material:
        found.append((row, seen(row["text"]), 1.0))
        if (plain := bare(row["text"])) != row["text"]:
            found.append((row, seen(plain), BARE))
    return found


def learn(given: list[Sample], made_from: str) -> bytes:
    counts = Counter(name for _, found, _ in given for name in found)
    names = sorted(name for name, count in counts.items() if count >= AT_LEAST)
    at = {name: number for number, name in enumerate(names)}
    rare = np.array([np.log(len(given) / (1 + counts[name])) for name in names])
    matrix = _matrix([found for _, found, _ in given], at, rare)
    columns, bias, heads = [rare], [0.0], {}
    for head, (label, strength, balanced) in HEADS.items():
        wanted = [(number, said) for number, (row, _, _) in enumerate(given) if (said := label(row)) is not None]
        learner = LogisticRegression(
            C=strength, max_iter=2000, tol=TOLERANCE, class_weight="balanced" if balanced else None
        )
        rows_, labels = [number for number, _ in wanted], [said for _, said in wanted]
        learner.fit(matrix[rows_], labels, sample_weight=[given[number][2] for number in rows_])
        heads[head] = list(learner.classes_)
        weights, intercept = learner.coef_, learner.intercept_
        if len(heads[head]) == 2:  # one row stands for both
            weights, intercept = (
                np.vstack([-weights[0] / 2, weights[0] / 2]),
                np.array([-intercept[0] / 2, intercept[0] / 2]),
            )
        columns += [row * rare for row in weights]
        bias += list(intercept)
    return packed(made_from, heads, names, [float(b) for b in bias], np.array(columns).T.tolist())


def _matrix(found: list[frozenset[str]], at: dict[str, int], rare: np.ndarray) -> csr_matrix:
    """Rows of length one: a long message weighs no more than a short one."""
    index = [[at[name] for name in names if name in at] for names in found]
    ends = np.cumsum([0, *(len(row) for row in index)])
    ones = np.ones(ends[-1])
    matrix = csr_matrix((ones, list(chain.from_iterable(index)), ends), (len(found), len(at))) @ diags(rare)
    length = np.sqrt(np.asarray(matrix.multiply(matrix).sum(1)).ravel())
    return diags(1 / np.where(length == 0, 1, length)) @ matrix


def main() -> None:
    material = [row for path in LEARNT for row in rows(path)]
    whole = samples(material)
    words = [(row, said(found), weight) for row, found, weight in whole]
    with ProcessPoolExecutor() as pool:
        learning = pool.map(learn, (whole, words), (fingerprint(), fingerprint()))
        for name, model in zip(("model.bin", "words.bin"), learning, strict=True):
            file = SHIPPED / name
            file.write_bytes(model)
            print(f"{file}: learnt from {len(material)} messages, {file.stat().st_size // 1024} KiB")


if __name__ == "__main__":
    main()
