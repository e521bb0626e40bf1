"""A party's status over HTTP, beside a bare Flask route with one indexed SELECT."""

from __future__ import annotations

from benchmarks.comparison import Comparison, Contender, Goal, Size
from benchmarks.script import script

# By connections: what is to be reached, and the aim.
GOALS = {1: (0.6, 0.75), 8: (0.5, 0.6)}
CASEFILE = {"do": "serve_casefile", "matters": 100}
BARE = {"do": "serve_bare"}


def comparisons(size: Size) -> list[Comparison]:
    """Return what is compared."""
    return [
        over_http("status over HTTP", "get", size, clients, *goal)
        for clients, goal in GOALS.items()
    ]


def over_http(work: str, do: str, size: Size, clients: int, least: float, aim: float) -> Comparison:
    """Return the comparison of one request to casefile with one to the bare application."""
    how = {"clients": clients}
    casefile = Contender(name="casefile", program="http_client", do=do, how=how, prepare=CASEFILE)
    bare = Contender(name="bare Flask route", program="http_client", do=do, how=how, prepare=BARE)
    return Comparison(
        work=f"{work}, {clients} connection{'' if clients == 1 else 's'}",
        database="postgresql",
        contenders=(casefile, bare),
        goals=[Goal(of=casefile.name, beside=bare.name, least=least, aim=aim)],
        seconds=max(1, size.seconds),
    )


if __name__ == "__main__":
    script(comparisons)
