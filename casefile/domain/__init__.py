"""The law: every type of event, the lifecycles of items, and the rules that follow from them.

Importing a family enters its events in the catalogue, so all of them are imported here.
"""

# ruff: noqa: F401 - a family is imported for what it enters in the catalogue.
from casefile.domain import (
    appeal,
    charge,
    citation,
    claim,
    deferral,
    determination,
    disposition,
    matter,
    party,
    people,
    process,
    record,
    sentence,
    trial,
)
