"""Grades: how grave a charge is, typed as one text that says its degree as well."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from casefile.words.field_names import as_field

# A third degree felony, a class A misdemeanor.
_graded = re.compile(
    r"(?:a )?(?P<degree>(?:\w+[- ]degree|(?:class|level|grade) \w+)) "
    r"(?P<severity>felony|misdemeanor)",
    re.IGNORECASE,
)


def in_parts(typed: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was typed for a charge, with a severity that says the degree put into both."""
    fields = {as_field(name): name for name in typed}
    match typed.get(fields.get("severity", "")):
        case [str(text)] if "degree" not in fields and (found := _graded.fullmatch(text.strip())):
            parts = {fields["severity"]: [found["severity"]], "degree": [found["degree"]]}
            return {**typed, **parts}
    return dict(typed)
