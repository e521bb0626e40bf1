"""A party's status over HTTP, beside a bare Flask route with one indexed SELECT."""

from __future__ import annotations

from benchmarks.comparison import Comparison, Contender, Goal, Size
from benchmarks.script import script

LEAST = 0.5
CASEFILE = {"do": "serve_casefile", "matters": 100}
BARE = {"do": "serve_bare"}


def comparisons(size: Size) -> list[Comparison]:
    """Return what is compared."""
    return [over_http("status over HTTP", "get", LEAST, size, clients) for clients in (8, 1)]


def over_http(work: str, do: str, least: float, size: Size, clients: int) -> Comparison:
    """Return the comparison of one request to casefile with one to the bare application."""
    how = {"clients": clients}
    casefile = Contender(name="casefile", program="http_client", do=do, how=how, prepare=CASEFILE)
    bare = Contender(name="bare Flask route", program="http_client", do=do, how=how, prepare=BARE)
    return Comparison(
        work=f"{work}, {clients} connection{'' if clients == 1 else 's'}",
        database="postgresql",
        contenders=(casefile, bare),
        goals=[Goal(of=casefile.name, beside=bare.name, least=least)],
        seconds=max(1, size.seconds),
    )


if __name__ == "__main__":
    script(comparisons)
