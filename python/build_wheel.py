#!/usr/bin/env python3
"""Builds the wheel around a static binary: `build_wheel.py BINARY [--version V] [--out FOLDER] [--notices FILE]`.

The same binary gives the same bytes: fixed times, fixed order. It is the package's PEP 517 backend too: `pip install
./python` takes the binary that `TRACEPAGE_BINARY` names. Needs Python 3.11 or later (`tomllib`), and nothing else.
"""

import argparse
import base64
import hashlib
import os
import pathlib
import struct
import subprocess
import tomllib
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
TAGS = ("manylinux_2_17_x86_64", "musllinux_1_1_x86_64")
X86_64 = 62
PROGRAM_INTERPRETER = 3


def check_static(binary: bytes) -> None:
    """The tags promise a binary that needs nothing of the system: x86-64 ELF without a dynamic loader."""
    if binary[:5] != b"\x7fELF\x02" or struct.unpack_from("<H", binary, 18)[0] != X86_64:
        raise SystemExit("build_wheel: the binary is not for 64-bit Linux on x86-64")
    (table,) = struct.unpack_from("<Q", binary, 32)
    size, count = struct.unpack_from("<HH", binary, 54)
    kinds = {struct.unpack_from("<I", binary, table + index * size)[0] for index in range(count)}
    if PROGRAM_INTERPRETER in kinds:
        raise SystemExit("build_wheel: the binary is not static: it asks for a dynamic loader")


def metadata(project: dict, version: str, licenses: list[str]) -> str:
    """The core metadata, from the `[project]` table."""
    lines = [
        "Metadata-Version: 2.4",
        f"Name: {project['name']}",
        f"Version: {version}",
        f"Summary: {project['description']}",
        f"Keywords: {','.join(project['keywords'])}",
        *(f"Classifier: {name}" for name in project["classifiers"]),
        f"Requires-Python: {project['requires-python']}",
        f"License-Expression: {project['license']}",
        *(f"License-File: {name}" for name in licenses),
    ]
    for extra, wanted in project["optional-dependencies"].items():
        lines.append(f"Provides-Extra: {extra}")
        lines += [f"Requires-Dist: {name}; extra == '{extra}'" for name in wanted]
    lines.append("Description-Content-Type: text/markdown")
    return "\n".join(lines) + "\n\n" + (HERE / project["readme"]).read_text("utf-8")


def entry_points(groups: dict) -> str:
    return "\n".join(
        f"[{group}]\n" + "".join(f"{name} = {target}\n" for name, target in entries.items())
        for group, entries in groups.items()
    )


def contents(binary: bytes, version: str, notices: pathlib.Path | None) -> dict[str, bytes]:
    """The wheel's files by name, without the record."""
    project = tomllib.loads((HERE / "pyproject.toml").read_text("utf-8"))["project"]
    info, data = f"tracepage-{version}.dist-info", f"tracepage-{version}.data"
    tags = "".join(f"Tag: py3-none-{tag}\n" for tag in TAGS)
    files = {
        f"{path.relative_to(HERE / 'src')}": path.read_bytes()
        for path in sorted((HERE / "src" / "tracepage").rglob("*"))
        if path.suffix == ".py" or path.name == "py.typed"
    }
    files[f"{data}/scripts/tracepage"] = binary
    licenses = {name: (HERE.parent / name).read_bytes() for name in project["license-files"]}
    if notices:
        licenses[notices.name] = notices.read_bytes()
    files[f"{info}/METADATA"] = metadata(project, version, [*licenses]).encode()
    files[f"{info}/WHEEL"] = f"Wheel-Version: 1.0\nGenerator: build_wheel\nRoot-Is-Purelib: false\n{tags}".encode()
    files[f"{info}/entry_points.txt"] = entry_points(project["entry-points"]).encode()
    files |= {f"{info}/licenses/{name}": content for name, content in licenses.items()}
    return files


def record_line(name: str, content: bytes) -> str:
    digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
    return f"{name},sha256={digest},{len(content)}\n"


def write(
    binary_path: pathlib.Path, version: str, folder: pathlib.Path, notices: pathlib.Path | None = None
) -> pathlib.Path:
    """Writes the wheel into the folder and returns its path."""
    binary = binary_path.read_bytes()
    check_static(binary)
    files = contents(binary, version, notices)
    record = f"tracepage-{version}.dist-info/RECORD"
    lines = "".join(record_line(name, content) for name, content in files.items())
    files[record] = f"{lines}{record},,\n".encode()
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"tracepage-{version}-py3-none-{'.'.join(TAGS)}.whl"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as wheel:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system = 3
            entry.external_attr = (0o100755 if "/scripts/" in name else 0o100644) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            wheel.writestr(entry, content)
    return path


def version_of(binary: pathlib.Path) -> str:
    """What the binary says: `tracepage 0.1.0 (commit)`."""
    said = subprocess.run([binary, "--version"], check=True, capture_output=True, text=True).stdout
    return said.split()[1]


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None) -> str:
    """The PEP 517 hook."""
    named = os.environ.get("TRACEPAGE_BINARY")
    if not named:
        raise SystemExit("build_wheel: set TRACEPAGE_BINARY to the binary that `make build` made")
    binary = pathlib.Path(named).resolve()
    return write(binary, version_of(binary), pathlib.Path(wheel_directory)).name


def main() -> None:
    parser = argparse.ArgumentParser(description="Builds the wheel around a static binary.")
    parser.add_argument("binary", type=pathlib.Path)
    parser.add_argument("--version", help="default: what the binary says")
    parser.add_argument("--out", type=pathlib.Path, default=pathlib.Path("."))
    parser.add_argument("--notices", type=pathlib.Path, help="a file with the licences of what the binary holds")
    arguments = parser.parse_args()
    binary = arguments.binary.resolve()
    print(write(binary, arguments.version or version_of(binary), arguments.out, arguments.notices))


if __name__ == "__main__":
    main()
