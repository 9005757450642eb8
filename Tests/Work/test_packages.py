"""The fuzzer's package has the sources of the product by links: its modules need what they need there."""

import pathlib
import re

TOP = pathlib.Path(__file__).resolve().parents[2]
FUZZ = TOP / "Benchmarks" / "fuzz"


def modules(manifest):
    """What each module of a manifest may import."""
    form = r'(?:module\(|\.target\(\s*name:)\s*"(\w+)"(?:,\s*(?:dependencies:\s*)?\[([^\]]*)\])?'
    found = re.findall(form, manifest.read_text())
    return {name: sorted(re.findall(r'"(\w+)"', needs)) for name, needs in found}


def test_the_fuzzers_modules_may_import_what_the_products_may():
    product, fuzz = modules(TOP / "Package.swift"), modules(FUZZ / "Package.swift")
    assert len(fuzz) > 10 and fuzz == {name: product.get(name) for name in fuzz}


def test_each_module_of_the_fuzzer_is_a_link_to_the_products():
    # What has its templates compiled before lies in a folder of its own.
    paths = [path for folder in ("Sources", "Page") for path in (FUZZ / folder).iterdir()]
    links = {path.name: path.resolve() for path in paths if path.is_symlink()}
    needed = {name for needs in modules(FUZZ / "Package.swift").values() for name in needs}
    assert needed <= set(links) and all(path == TOP / "Sources" / name for name, path in links.items())
