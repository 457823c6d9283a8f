"""Text as people are shown it: on one line, and with numbers before their nouns."""

_INVISIBLE = {
    code: None
    for code in (
        *range(0x20), *range(0x7F, 0xA0), 0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A),
    )
    if chr(code) not in "\t\n\r"
}  # fmt: skip


def printable(text: str) -> str:
    r"""Return *text* on one line, without control characters or changes of direction.

    What comes from outside may carry terminal commands, or marks that make a
    title read backwards.

    >>> printable("Peer\x1b[31m support\u202e\n in practice")
    'Peer[31m support in practice'
    """
    return " ".join(text.translate(_INVISIBLE).split())


def counted(number: int, noun: str) -> str:
    """Return a number with its noun.

    >>> counted(1, "work"), counted(2, "work")
    ('1 work', '2 works')
    """
    return f"{number} {noun}{'' if number == 1 else 's'}"


def are(number: int) -> str:
    """Return the verb that agrees with a number.

    >>> are(1), are(2)
    ('is', 'are')
    """
    return "is" if number == 1 else "are"
