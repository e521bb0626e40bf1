"""Every question: its SQL, its rule and its answer, a module a kind.

A question is a function that is asked of an office. `as_of` is a day like 2023-04-20 (default:
today in the office's zone). `known_at` is a day, an instant with its zone, or @POSITION (default:
the head of the log). Pages go by key: `after` is the `next` of the page before, which is None on
the last one. All raise Malformed for what cannot be read and Unknown for a matter, party or event
that was never recorded. An answer is a frozen Struct, whose JSON is what the API answers.
"""
