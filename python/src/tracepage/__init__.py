"""Renders traces of LLM applications as one HTML page each, by the program that this package carries.

`render` is the program's first command as a function. `tracepage.otel` records OpenTelemetry spans into a file,
`tracepage.otlp` encodes them, and `pytest --tracepage` renders what each failing test did.
"""

from tracepage._program import TracepageError, find_program, run
from tracepage._render import render

__all__ = ["TracepageError", "find_program", "render", "run"]
