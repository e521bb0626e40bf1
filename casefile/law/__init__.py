"""The law: every type of event, the lifecycles of items, and the rules that follow from them."""

from casefile.law import events  # noqa: F401 - so that the catalogue is always whole
