"""The figures of the course, each with its source.

`names()`, `rows(name)`, `describe(name)`, `cite(name)` and `export(name, path)` need the standard library only;
`load(name)` imports pandas when it is called.
"""

from .citations import cite, cite_reference
from .errors import DataError
from .exports import export, export_bytes
from .figures import figure, printed_matches
from .loader import describe, load, names, references, rows
from .rules import RULE_IN_WORDS, is_weak

__all__ = [
    "RULE_IN_WORDS",
    "DataError",
    "cite",
    "cite_reference",
    "describe",
    "export",
    "export_bytes",
    "figure",
    "is_weak",
    "load",
    "names",
    "printed_matches",
    "references",
    "rows",
]
