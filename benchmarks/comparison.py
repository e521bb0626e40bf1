"""A comparison: one kind of work, who does it, and what casefile is to reach in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median, quantiles
from typing import Any, Literal, NamedTuple

Database = Literal["sqlite", "postgresql"]
Figure = Literal["rate", "p50", "p99", "seconds", "peak_mb"]
UNITS: Mapping[Figure, str] = {
    "rate": "/s",
    "p50": " ms",
    "p99": " ms",
    "seconds": " s",
    "peak_mb": " MB",
}
TITLES: Mapping[Database, str] = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


class Size(NamedTuple):
    """How much is measured: rounds, seconds a round, and events where the work has a size."""

    rounds: int
    seconds: float
    load: int
    runner: int  # the peers' runners are slow, and their rate does not hang on the number
    logs: tuple[int, int]
    versions: tuple[int, int]
    entries: int
    rebuilt: tuple[int, ...]


SHORT = Size(5, 0.3, 10_000, 500, (1_000, 20_000), (1_000, 10_000), 2_000, (20_000,))
FULL = Size(5, 2, 100_000, 5_000, (1_000, 1_000_000), (1_000, 100_000), 10_000, (100_000,))
MILLION = FULL._replace(rebuilt=(1_000_000,))


@dataclass(frozen=True, kw_only=True)
class Contender:
    """Who does the work: a program of this folder, and the order that it is given.

    `prepare` is an order given once before the first round. Where `timed`, the order has the
    seconds to go on for; else it says itself how much there is to do. Several `processes` do it at
    once on one database. `sharing` names a contender that is prepared alike and comes before: where
    that one takes part, both work on its database.
    """

    name: str
    program: str
    do: str
    how: Mapping[str, Any] = field(default_factory=dict)
    prepare: Mapping[str, Any] | None = None
    timed: bool = True
    processes: int = 1
    sharing: str | None = None


@dataclass(frozen=True, kw_only=True)
class Goal:
    """What a contender is to reach: at least or at most so much, by itself or beside another.

    Without a bound it is told and not judged. The aim is what would be better still.
    """

    of: str
    figure: Figure = "rate"
    beside: str | None = None
    least: float | None = None
    most: float | None = None
    aim: float | None = None

    def value(self, results: Mapping[str, Result]) -> float | None:
        """Return what was reached; a ratio is the median of the rounds' ratios."""
        mine = results.get(self.of)
        if mine is None:
            return None
        if self.beside is None:
            return mine.figure(self.figure)
        theirs = results.get(self.beside)
        if theirs is None:
            return None
        pairs = zip(mine.rounds, theirs.rounds, strict=True)
        return median(one.figure(self.figure) / other.figure(self.figure) for one, other in pairs)

    def reached(self, value: float | None) -> bool | None:
        """Tell whether a value is good enough, where there is one and a bound for it."""
        if value is None or self.least is self.most is None:
            return None
        return value >= self.least if self.least is not None else value <= (self.most or 0)

    def bound(self) -> str:
        """Say what is to be reached."""
        limit = self.least if self.least is not None else self.most
        if limit is None:
            return "-"
        unit = "" if self.beside else UNITS[self.figure]
        return f"at {'least' if self.least is not None else 'most'} {limit:,g}{unit}"


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """One kind of work on one database."""

    work: str
    database: Database
    contenders: Sequence[Contender]
    goals: Sequence[Goal]
    seconds: float | None = None  # a round, where the size's are not right for this work

    @property
    def title(self) -> str:
        """Return what is compared, and on what."""
        return f"{self.work}, {TITLES[self.database]}"


class Round(NamedTuple):
    """What one contender did in one round."""

    events: int
    seconds: float
    cpu_seconds: float | None
    latencies_us: Sequence[float]
    peak_mb: float | None = None
    database_cpu_seconds: float | None = None

    def figure(self, name: Figure) -> float:
        """Return a figure; quantiles of the latencies are in milliseconds."""
        if name == "rate":
            return self.events / self.seconds
        if name == "seconds":
            return self.seconds
        if name == "peak_mb":
            return self.peak_mb or 0
        if len(self.latencies_us) == 1:
            return self.latencies_us[0] / 1000
        return quantiles(self.latencies_us, n=100)[int(name[1:]) - 1] / 1000


class Result(NamedTuple):
    """What one contender did in all rounds."""

    rounds: Sequence[Round]

    def figure(self, name: Figure) -> float:
        """Return the median of the rounds."""
        return median(one.figure(name) for one in self.rounds)

    @property
    def has_latencies(self) -> bool:
        """Tell whether single operations were timed."""
        return all(one.latencies_us for one in self.rounds)

    @property
    def cpu_us(self) -> float | None:
        """Return the median CPU time of the contender's own process for one event."""
        return self._each_us(one.cpu_seconds for one in self.rounds)

    @property
    def database_cpu_us(self) -> float | None:
        """Return the median CPU time of the database's server for one event."""
        return self._each_us(one.database_cpu_seconds for one in self.rounds)

    @property
    def peak_mb(self) -> float | None:
        """Return the most memory that it had, in megabytes, where that was looked at."""
        return max((one.peak_mb for one in self.rounds if one.peak_mb is not None), default=None)

    def _each_us(self, seconds: Iterable[float | None]) -> float | None:
        pairs = zip(seconds, self.rounds, strict=True)
        known = [spent / one.events for spent, one in pairs if spent is not None]
        return median(known) * 1e6 if known else None


class Outcome(NamedTuple):
    """A comparison with its results, and who was left out of it and why."""

    comparison: Comparison
    results: Mapping[str, Result]
    left_out: Mapping[str, str]
