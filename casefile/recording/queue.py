"""The queue: posts that wait for one another are carried by one transaction."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Sequence
from threading import Lock
from typing import Generic, TypeVar

from casefile.errors import Busy, OutcomeUnknown

P = TypeVar("P")  # a post
R = TypeVar("R")  # what comes of it


class _Queued(Generic[P, R]):
    """A post in the queue, and the call of the thread that waits for its outcome."""

    def __init__(self, post: P) -> None:
        self.post = post
        self.called = Lock()  # until it is
        self.called.acquire()
        self.leads = False
        # Where the thread that carries it is interrupted, nobody knows how far it came.
        self.outcome: R | BaseException = OutcomeUnknown()


class Queue(Generic[P, R]):
    """Takes posts from many threads and has them carried in groups, in the order of arrival.

    Whoever finds nobody at work leads: it carries its own post at once, with those that have come
    by then, and afterwards calls the first of those that came meanwhile to lead in its turn. So a
    lone writer waits for nobody, and a disk is flushed once for all that were waiting.

    `carry` returns an outcome for each post of a group, or an error to be raised for it alone.
    `fits` tells whether a post may join the group before it.
    """

    def __init__(
        self,
        carry: Callable[[Sequence[P]], Sequence[R | BaseException]],
        fits: Callable[[Sequence[P], P], bool],
    ) -> None:
        self._carry = carry
        self._fits = fits
        self._mutex = Lock()
        self._waiting: deque[_Queued[P, R]] = deque()
        self._led = False
        self._crowded = False  # whether the last group had more than one post

    def put(self, post: P) -> R:
        """Have a post carried, and return its outcome or raise its error."""
        mine: _Queued[P, R] = _Queued(post)
        with self._mutex:
            self._waiting.append(mine)
            mine.leads, self._led = not self._led, True
        if not mine.leads:
            mine.called.acquire()
        if mine.leads:
            self._lead(mine)
        if isinstance(mine.outcome, BaseException):
            raise mine.outcome
        return mine.outcome

    def _lead(self, mine: _Queued[P, R]) -> None:
        if self._crowded:
            time.sleep(0)  # who can go on at once comes along
        with self._mutex:
            group = [self._waiting.popleft()]
            while self._waiting and self._fits([one.post for one in group], self._waiting[0].post):
                group.append(self._waiting.popleft())
            self._crowded = len(group) > 1
        try:
            self._carry_out(group)
        finally:
            with self._mutex:
                following = self._waiting[0] if self._waiting else None
                self._led = following is not None
            if following:
                following.leads = True
                following.called.release()
            for one in group:
                if one is not mine:
                    one.called.release()

    def _carry_out(self, group: Sequence[_Queued[P, R]]) -> None:
        try:
            outcomes = self._carry([one.post for one in group])
        except Busy as busy:  # which is nobody's fault, and would be the same again
            for one in group:
                one.outcome = busy
        except Exception as error:  # noqa: BLE001 - it is raised in the threads that wait
            if len(group) == 1:
                group[0].outcome = error
                return
            # What went wrong for all of them may be the fault of one, and must not harm the others.
            for one in group:
                self._carry_out([one])
        else:
            for one, outcome in zip(group, outcomes, strict=True):
                one.outcome = outcome
