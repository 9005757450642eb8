"""`render`: spans, JSON values or files to a page."""

import logging
import os
from pathlib import Path
from typing import Any, List, Optional, Tuple, Union

from tracepage import otlp
from tracepage._program import run

_log = logging.getLogger("tracepage")

PathLike = Union[str, "os.PathLike[str]"]


def render(
    source: Any,
    output: Optional[PathLike] = None,
    *,
    title: Optional[str] = None,
    theme: Optional[str] = None,
    trace: Optional[str] = None,
    format: Optional[str] = None,
    prices: Optional[PathLike] = None,
    max_size: Optional[str] = None,
    split: bool = False,
    redact: bool = True,
    keep_trace: bool = True,
    strict: bool = False,
) -> Path:
    """Writes a page and returns its path.

    `source` is the path of a trace file, page or folder, or a list of paths; a list of OpenTelemetry spans; a
    JSON value (OTLP, messages, whatever `tracepage formats` lists) as a dict or list; or the bytes of a file.
    `output` defaults to the input's path with `.html`, and to `trace.html` for what is not a file.

    The other arguments are options of `tracepage render`: `format` is `--from`, `redact=False` is `--no-redact`,
    `keep_trace=False` is `--no-trace`. The program's remarks go to the logger `tracepage`.
    Raises `TracepageError` with what the program said where it wrote no page, or lost data under `strict`.
    """
    paths, data = _input(source)
    target = Path(output) if output is not None else _beside(paths)
    arguments = ["render", "--output", os.fspath(target)]
    values = (
        ("title", title),
        ("theme", theme),
        ("trace", trace),
        ("from", format),
        ("prices", prices),
        ("max-size", max_size),
    )
    for name, value in values:
        if value is not None:
            arguments.append(f"--{name}={os.fspath(value)}")
    switches = {"split": split, "no-redact": not redact, "no-trace": not keep_trace, "strict": strict}
    arguments += [f"--{name}" for name, is_on in switches.items() if is_on]
    done = run([*arguments, "--", *(paths or ["-"])], data)
    for line in done.stderr.decode("utf-8", "replace").splitlines():
        _log.info("%s", line)
    return target


def _input(source: Any) -> Tuple[List[str], Optional[bytes]]:
    """The paths of the input, or no paths and its bytes."""
    if isinstance(source, (str, os.PathLike)):
        return [os.fspath(source)], None
    if isinstance(source, (bytes, bytearray)):
        return [], bytes(source)
    if isinstance(source, dict):
        return [], otlp.json_bytes(source)
    items = list(source)
    if not items:
        raise ValueError("there is nothing to render: the list is empty")
    if all(isinstance(item, (str, os.PathLike)) for item in items):
        return [os.fspath(item) for item in items], None
    if all(hasattr(item, "get_span_context") for item in items):
        return [], otlp.json_bytes(otlp.encode_spans(items))
    return [], otlp.json_bytes(items)


def _beside(paths: List[str]) -> Path:
    if not paths:
        return Path("trace.html")
    first = Path(paths[0])
    return first.with_suffix(".html") if first.suffix != ".html" else Path("trace.html")
