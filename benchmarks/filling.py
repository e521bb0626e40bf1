"""Filling a log as an office's days do: one event a step of knowledge."""

from __future__ import annotations

from collections.abc import Sequence

from casefile.event import Draft
from casefile.recording.recorder import Recorder


def record_in_steps(recorder: Recorder, drafts: Sequence[Draft]) -> int:
    """Record drafts at once, but each as a step by itself; return where the log ends then.

    A post is one step, and posting them one by one would take long. What is taken over as it was
    recorded has a step for each instant.
    """
    now_us = recorder.clock.now_us()
    instants = range(now_us - len(drafts), now_us)
    receipt = recorder.record(drafts, by="bench", recorded_us=instants)
    return receipt.entries[-1].recorded.position
