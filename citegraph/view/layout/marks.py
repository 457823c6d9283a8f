"""Sizes that every layout shares, and how marks in a row are kept apart."""

LENGTH = 70.0  # the length a citation tends to, in page units
LANDSCAPE = 1.35  # width to height of the part of the screen a graph gets


def radius(citations: int) -> float:
    """Return the size of a work's mark: its area grows with local citations.

    >>> radius(0), radius(4), radius(10_000)
    (6.0, 12.4, 32.0)
    """
    return round(min(32.0, 6 + 3.2 * citations**0.5), 1)


def apart(wishes, rows):
    """Values nearest to the rising *wishes* that lie at least one apart, within 0 and rows - 1."""
    blocks = []
    for i, wish in enumerate(wishes):
        total, count = wish - i, 1
        while blocks and blocks[-1][0] / blocks[-1][1] >= total / count:
            before, many = blocks.pop()
            total, count = total + before, count + many
        blocks.append((total, count))
    spaced, highest = [], rows - len(wishes)
    for total, count in blocks:
        level = min(max(total / count, 0.0), float(max(highest, 0)))
        spaced.extend(level + len(spaced) + j for j in range(count))
    return spaced
