"""The fuzzer's package has the sources of the product by links: its modules need what they need there."""

import pathlib
import re

TOP = pathlib.Path(__file__).resolve().parents[2]
FUZZ = TOP / "Benchmarks" / "fuzz"


def modules(manifest):
    """What each module of a manifest may import."""
    found = re.findall(r'module\(\s*"(\w+)"(?:,\s*\[([^\]]*)\])?', manifest.read_text())
    return {name: sorted(re.findall(r'"(\w+)"', needs)) for name, needs in found}


def test_the_fuzzers_modules_may_import_what_the_products_may():
    product, fuzz = modules(TOP / "Package.swift"), modules(FUZZ / "Package.swift")
    assert len(fuzz) > 10 and fuzz == {name: product.get(name) for name in fuzz}


def test_each_module_of_the_fuzzer_is_a_link_to_the_products():
    links = {path.name: path.resolve() for path in (FUZZ / "Sources").iterdir() if path.is_symlink()}
    needed = {name for needs in modules(FUZZ / "Package.swift").values() for name in needs}
    assert needed <= set(links) and all(path == TOP / "Sources" / name for name, path in links.items())
