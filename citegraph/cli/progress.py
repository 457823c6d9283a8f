"""Progress bars on standard error, for what takes longer than a second."""

import time

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

SHOWN_AFTER = 1.0


def bars():
    """Return a function that opens one bar a stage: ``stage, total -> advance``."""
    board = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )

    def stage(description, total):
        begun, task, done = time.monotonic(), None, 0

        def advance(number):
            nonlocal task, done
            done += number
            if task is None and done < total and time.monotonic() - begun > SHOWN_AFTER:
                board.start()
                task = board.add_task(description, total=total, completed=done)
            elif task is not None:
                board.update(task, completed=done)
                if done >= total:
                    board.remove_task(task)
                    task = None
                    if not board.tasks:
                        board.stop()

        return advance

    return stage
