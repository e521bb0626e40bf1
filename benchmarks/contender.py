"""A contender: a program that is told in lines of JSON what to do and says how long it took.

It is imported by peers in an environment of their own, so it needs nothing but Python.
"""

from __future__ import annotations

import gc
import json
import resource
import sys
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import count, groupby, islice
from pathlib import Path
from threading import Barrier, Thread
from time import perf_counter_ns, process_time_ns
from typing import Any, TypeVar

Timing = dict[str, Any]
Operation = Callable[[Any], object]
T = TypeVar("T")


def settings() -> dict[str, Any]:
    """Return what the harness starts this program with: kind, url, path, workload and so on."""
    given: dict[str, Any] = json.loads(sys.argv[1])
    return given


def serve(works: Mapping[str, Callable[..., Any]]) -> None:
    """Carry out orders until the input ends; an error is an answer and ends nothing."""
    answers, sys.stdout = sys.stdout, sys.stderr
    for line in sys.stdin:
        order = json.loads(line)
        try:
            answer = works[order.pop("do")](**order)
        except Exception:  # noqa: BLE001 - whatever it was, the harness is to hear of it
            answer = {"error": traceback.format_exc()}
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


def streams() -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Yield the workload's matters without end, each under a name of its own, as stored."""
    rows = [json.loads(line) for line in Path(settings()["workload"]).read_text().splitlines()]
    known = [(name, list(some)) for name, some in groupby(rows, lambda row: row["matter_id"])]
    for turn in count():
        for name, some in known:
            yield f"{name}-{turn}", some


def batches(members: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield the members in lists of one size."""
    remaining = iter(members)
    while some := list(islice(remaining, size)):
        yield some


def repeat(operate: Operation, inputs: Iterable[Any], seconds: float, each: int = 1) -> Timing:
    """Time one operation after another for so long; making the inputs is not counted.

    `each` is how many events one operation takes.
    """
    gc.collect()
    budget, latencies, spent, cpu = seconds * 1e9, [], 0, 0
    for given in inputs:
        cpu_before, before = process_time_ns(), perf_counter_ns()
        operate(given)
        took = perf_counter_ns() - before
        cpu += process_time_ns() - cpu_before
        latencies.append(took)
        spent += took
        if spent >= budget:
            break
    return timing(len(latencies) * each, spent, cpu, latencies)


def repeat_together(
    operations: Sequence[Operation], inputs: Sequence[deque[Any]], seconds: float
) -> Timing:
    """Time clients side by side, each with its own operation and inputs, until the time is over.

    The inputs are made before, because making them would hold up the other clients; what is not
    used stays for the next round.
    """
    gc.collect()
    latencies: list[list[int]] = [[] for _ in operations]
    failures: list[BaseException] = []
    start = Barrier(len(operations) + 1)

    def run(number: int) -> None:
        try:
            start.wait()
            ends, times = perf_counter_ns() + seconds * 1e9, latencies[number]
            while inputs[number]:
                given = inputs[number].popleft()
                before = perf_counter_ns()
                operations[number](given)
                now = perf_counter_ns()
                times.append(now - before)
                if now >= ends:
                    return
        except BaseException as error:  # noqa: BLE001 - a thread's error would be lost
            failures.append(error)

    threads = [Thread(target=run, args=(number,)) for number in range(len(operations))]
    for thread in threads:
        thread.start()
    start.wait()
    before, cpu_before = perf_counter_ns(), process_time_ns()
    for thread in threads:
        thread.join()
    spent, cpu = perf_counter_ns() - before, process_time_ns() - cpu_before
    if failures:
        raise failures[0]
    every = [took for times in latencies for took in times]
    return timing(len(every), spent, cpu, every)


def once(count: int, operate: Callable[[], object]) -> Timing:
    """Time one run that takes in `count` events."""
    gc.collect()
    before, cpu_before = perf_counter_ns(), process_time_ns()
    operate()
    spent = perf_counter_ns() - before
    return timing(count, spent, process_time_ns() - cpu_before, []) | {"peak_mb": peak_mb()}


def timing(events: int, spent_ns: int, cpu_ns: float | None, latencies_ns: Sequence[int]) -> Timing:
    """Return a timing as it is answered; the CPU time is None where it is not known."""
    return {
        "events": events,
        "seconds": spent_ns / 1e9,
        "cpu_seconds": None if cpu_ns is None else cpu_ns / 1e9,
        "latencies_us": [round(took / 1000, 1) for took in latencies_ns],
    }


def peak_mb() -> float:
    """Return the most memory that this program has had at once, in megabytes."""
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return kilobytes / (1024 * 1024 if sys.platform == "darwin" else 1024)
