"""Finds the program that the package installed, and runs it."""

import os
import shutil
import subprocess
import sysconfig
from typing import List, Optional, Sequence


class TracepageError(Exception):
    """The program did not do what it was asked; the text is what it said.

    `code` is its exit code: 1 a rule of `check` did not pass, 2 wrong usage or unreadable input, 3 done with data
    loss under `strict`.
    """

    def __init__(self, message: str, code: int):
        super().__init__(message)
        self.code = code


def find_program() -> str:
    """The path of the program: what `TRACEPAGE_BINARY` names, else the one installed with this package, else one
    on the `PATH`. Raises `FileNotFoundError` where there is none."""
    named = os.environ.get("TRACEPAGE_BINARY")
    if named:
        return named
    for folder in _script_folders():
        path = os.path.join(folder, "tracepage")
        if os.access(path, os.X_OK):
            return path
    found = shutil.which("tracepage")
    if found:
        return found
    raise FileNotFoundError("the program tracepage was not found: install the wheel, or set TRACEPAGE_BINARY")


def _script_folders() -> List[str]:
    """Where pip puts scripts: in the environment, in the user's folder, beside a `--target` folder."""
    user = f"{os.name}_user"
    folders = [sysconfig.get_path("scripts"), sysconfig.get_path("scripts", user)]
    target = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    return [*folders, os.path.join(target, "bin")]


def run(arguments: Sequence[str], data: Optional[bytes] = None) -> "subprocess.CompletedProcess[bytes]":
    """Runs the program with `data` as its standard input and returns what it printed.

    Raises `TracepageError` with what it said where its exit code is not 0.
    """
    done = subprocess.run(
        [find_program(), *arguments],
        input=b"" if data is None else data,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        check=False,
    )
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", "replace").strip() or f"tracepage ended with {done.returncode}"
        raise TracepageError(said, done.returncode)
    return done
