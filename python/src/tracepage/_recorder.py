"""Keeps the spans of one test apart from those of the others."""

import threading
from typing import Dict, List, Optional, Tuple

from opentelemetry.context import Context
from opentelemetry.sdk.trace import ReadableSpan, Span, SpanProcessor


class SpanRecorder(SpanProcessor):
    """Holds what starts between `begin` and `take`. What ends later than its test is dropped, not the next one's."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._is_on = False
        self._spans: Dict[Tuple[int, int], ReadableSpan] = {}

    def begin(self) -> None:
        """Forgets everything and listens."""
        with self._lock:
            self._is_on = True
            self._spans = {}

    def take(self) -> List[ReadableSpan]:
        """The spans since `begin` in the order of their start, open ones without an end; stops listening."""
        with self._lock:
            spans, self._spans, self._is_on = list(self._spans.values()), {}, False
            return spans

    @property
    def is_empty(self) -> bool:
        return not self._spans

    def on_start(self, span: Span, parent_context: Optional[Context] = None) -> None:
        context = span.get_span_context()
        if context is None:
            return
        with self._lock:
            if self._is_on:
                self._spans[(context.trace_id, context.span_id)] = span

    def on_end(self, span: ReadableSpan) -> None:
        context = span.get_span_context()
        if context is None:
            return
        with self._lock:
            key = (context.trace_id, context.span_id)
            if key in self._spans:
                self._spans[key] = span

    def shutdown(self) -> None:
        """A program that shuts its provider down does not end the recording."""

    def force_flush(self, timeout_millis: int = 30000) -> bool:
        return True
