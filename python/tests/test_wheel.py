"""The wheel: what it holds, how it says what it runs on, and that it is the same every time."""

import importlib.metadata
import os
import pathlib
import shutil
import stat
import struct
import subprocess
import sys
import zipfile

import pytest

import tracepage

BUILD = pathlib.Path(__file__).resolve().parents[1] / "build_wheel.py"


def build(binary, out, *arguments):
    command = [sys.executable, str(BUILD), str(binary), "--out", str(out), *arguments]
    done = subprocess.run(command, capture_output=True, text=True)
    return done, [*out.glob("*.whl")]


@pytest.fixture
def static_binary(tmp_path):
    """The header of a program for x86-64 without segments, so without a loader."""
    path = tmp_path / "static"
    path.write_bytes(struct.pack("<4s5B7xHHIQQQIHHHHHH", b"\x7fELF", 2, 1, 1, 0, 0, 2, 62, 1, 0, 0, 0, 0, 64, 56, 0, 0, 0, 0))
    return path


def test_the_installed_package_has_the_version_of_its_program():
    said = tracepage.run(["--version"]).stdout.decode().split()
    assert said[:2] == ["tracepage", importlib.metadata.version("tracepage")]


def test_the_wheel_says_what_it_runs_on(tmp_path, static_binary):
    version = "1.2"
    _, (wheel,) = build(static_binary, tmp_path, "--version", version)
    assert wheel.name == f"tracepage-{version}-py3-none-manylinux_2_17_x86_64.musllinux_1_1_x86_64.whl"
    with zipfile.ZipFile(wheel) as archive:
        script = archive.getinfo(f"tracepage-{version}.data/scripts/tracepage")
        assert stat.filemode(script.external_attr >> 16) == "-rwxr-xr-x"
        assert "tracepage/py.typed" in archive.namelist()
        assert b"tracepage = tracepage.pytest_plugin" in archive.read(f"tracepage-{version}.dist-info/entry_points.txt")
        tags = archive.read(f"tracepage-{version}.dist-info/WHEEL").decode()
    assert "Tag: py3-none-manylinux_2_17_x86_64\n" in tags and "Tag: py3-none-musllinux_1_1_x86_64\n" in tags


def test_the_same_binary_gives_the_same_bytes(tmp_path, static_binary):
    _, (first,) = build(static_binary, tmp_path / "a", "--version", "9.9")
    copy = tmp_path / "another-name"
    shutil.copy(static_binary, copy)
    os.utime(copy, (1, 1))
    _, (second,) = build(copy, tmp_path / "b", "--version", "9.9")
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize(("content", "words"), [(b"#!/bin/sh\n", "not for 64-bit"), (None, "not static")])
def test_a_binary_that_the_tags_would_lie_about_is_refused(tmp_path, content, words):
    binary = tmp_path / "binary"
    binary.write_bytes(content or pathlib.Path("/bin/ls").read_bytes())
    done, wheels = build(binary, tmp_path / "out", "--version", "1")
    assert done.returncode != 0 and words in done.stderr and wheels == []
