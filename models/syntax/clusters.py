"""Word classes from plain text: words that stand between the same neighbours belong together.

Each word is described by the words just before and just after it (positive pointwise mutual
information with the commonest neighbours), reduced by singular value decomposition to 64
dimensions and grouped by k-means, coarsely and finely. A tagger that is told the class of a word
it never met in the treebank knows a good deal about it. After Schütze (1995), "Distributional
part-of-speech tagging", with PPMI in place of raw counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
from scipy import sparse
from sklearn.cluster import MiniBatchKMeans
from sklearn.decomposition import TruncatedSVD

NEIGHBOURS = 1500
LEAST = 4  # times a word must be seen
BORDER = "\n"


def make(
    texts: Iterable[Sequence[str]], *, coarse: int = 48, fine: int = 384, seed: int = 1
) -> dict[str, list[int]]:
    """Word → its coarse and its fine class, for words seen :data:`LEAST` times or more.

    ``texts`` are lines of words in the normal form that the tagger's features use.
    """
    lines = [[BORDER, *line, BORDER] for line in texts]
    counts = Counter(word for line in lines for word in line)
    words = [w for w, n in counts.most_common() if n >= LEAST and w != BORDER]
    number = {word: i for i, word in enumerate(words)}
    near = {word: i for i, word in enumerate([BORDER, *words[: NEIGHBOURS - 1]])}
    rows, columns = [], []
    for line in lines:
        for at in range(1, len(line) - 1):
            row = number.get(line[at])
            if row is None:
                continue
            for place, side in ((at - 1, 0), (at + 1, NEIGHBOURS)):
                column = near.get(line[place])
                if column is not None:
                    rows.append(row)
                    columns.append(column + side)
    table = sparse.csr_matrix(
        (np.ones(len(rows), np.float32), (rows, columns)), shape=(len(words), 2 * NEIGHBOURS)
    )
    table.sum_duplicates()
    vectors = TruncatedSVD(64, random_state=seed, n_iter=4).fit_transform(_ppmi(table))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    groups = [
        MiniBatchKMeans(k, random_state=seed, n_init=2, batch_size=4096, max_iter=30)
        .fit(vectors[:12_000])
        .predict(vectors)
        for k in (coarse, fine)
    ]
    return {word: [int(g[i]) for g in groups] for i, word in enumerate(words)}


def _ppmi(table: sparse.csr_matrix) -> sparse.csr_matrix:
    total = table.sum()
    by_row = np.asarray(table.sum(1)).ravel() + 1e-9
    # Raised to .75, so that rare neighbours do not outweigh the common ones (Levy et al., 2015).
    by_column = np.asarray(table.sum(0)).ravel() ** 0.75 + 1e-9
    by_column *= total / by_column.sum()
    table = table.tocoo()
    value = np.log(table.data * total / (by_row[table.row] * by_column[table.col]))
    # A word seen a few times only is known less surely.
    value = np.maximum(value, 0) * np.minimum(1, np.sqrt(table.data / 3))
    return sparse.csr_matrix((value, (table.row, table.col)), shape=table.shape)
