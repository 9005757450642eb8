"""What is said to be linked into a release, on the machine that builds it."""

import json
import re
import subprocess

from runner import TOP

import tracepage


def said(*arguments: str) -> str:
    return subprocess.run([TOP / ".ci" / "sbom", *arguments], check=True, capture_output=True, text=True).stdout


def test_each_linked_library_stands_in_the_list_with_version_and_licence():
    document = json.loads(said(tracepage.find_program(), "1.2.3", "0"))
    packages = {package["name"]: package for package in document["packages"]}
    assert {"cmark-gfm", "glibc", "libdeflate", "libyaml", "libzstd", "sqlite3", "swift", "swift-argument-parser", "zlib"} < set(packages)
    assert all(re.match(r"[\d:]*\d", package["versionInfo"]) for package in packages.values())
    assert all(package["licenseDeclared"] for package in packages.values())
    linked = [r["relatedSpdxElement"] for r in document["relationships"] if r["relationshipType"] == "STATIC_LINK"]
    assert sorted(linked) == sorted(p["SPDXID"] for name, p in packages.items() if name != "tracepage")
    assert document["creationInfo"]["created"] == "1970-01-01T00:00:00Z"


def test_the_archives_that_the_makefile_links_are_all_in_the_list():
    (names,) = re.findall(r"^\t@for name in ([\w\s-]+); do", (TOP / "Makefile").read_text("utf-8"), re.MULTILINE)
    archives = re.findall(r'^    "([^"]+)": "', (TOP / ".ci" / "sbom").read_text("utf-8"), re.MULTILINE)
    assert set(names.split()) < set(archives)


def test_the_notices_carry_each_licence():
    notices = said("notices")
    headings = re.findall(rf"^{'=' * 80}\n(.+)\n{'=' * 80}$", notices, re.MULTILINE)
    assert len(headings) == len(set(headings)) == 9
    assert all(
        words in notices
        for words in ("John MacFarlane", "Eric Biggers", "Kirill Simonov", "Mark Adler", "Apache License", "Facebook", "sqlite3")
    )
