"""Where the tests find what does not stand beside them, and what a run leaves out without it."""

import os
from pathlib import Path

CHROMIUM = os.environ.get("TRACEPAGE_CHROMIUM", "/usr/bin/chromium")
TOP = Path(__file__).resolve().parents[2]
BINARY = os.environ.get("TRACEPAGE_BINARY") or None
# Seconds. Every wait ends when what it waits for is there; this only ends a run that would hang, on however busy a machine.
PATIENCE = int(os.environ.get("TRACEPAGE_PATIENCE", "120"))
NO_BINARY = "left out: TRACEPAGE_BINARY names no binary"


def shared(path):
    """Something of the folder that TRACEPAGE_SHARED names, or of a folder `shared` above the checkout; None without."""
    named = os.environ.get("TRACEPAGE_SHARED")
    folders = [Path(named)] if named else [folder / "shared" for folder in TOP.parents]
    return next((folder / path for folder in folders if (folder / path).exists()), None)


def absence(path):
    """Why a test is left out that needs something of the shared folder; the closing line of a run repeats it."""
    return f"left out: no {path} in a folder “shared” beside the checkout or in TRACEPAGE_SHARED"
