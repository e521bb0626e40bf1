"""The families of events; importing one enters its events in the catalogue."""

# ruff: noqa: F401 - a family is imported for what it enters in the catalogue.
from casefile.law.events import (
    appeal,
    charge,
    citation,
    claim,
    conviction,
    deferral,
    dismissal,
    ending,
    judgment,
    matter,
    obligation,
    office,
    party,
    people,
    process,
    record,
    retention,
    sentence,
    standing,
    ticket,
    trial,
)
