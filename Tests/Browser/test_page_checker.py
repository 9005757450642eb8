"""The checker finds what it is there to find, and nothing on a page that keeps the rules."""

import pytest
from page_checker import check
from sample_page import BODY, sample

LONG = "a long text " * 50


def test_a_page_that_keeps_the_rules_has_no_problem():
    assert check(sample()) == []


@pytest.mark.parametrize(
    "addition, problem",
    [
        ('<p id="s-1"></p>', "the id 's-1' stands 2 times"),
        ('<a href="#s-2">x</a>', 'href="#s-2" leads nowhere'),
        ('<img src="https://example.org/a.png" alt="">', "loads something"),
        ('<img src="//example.org/a.png" alt="">', "loads something"),
        ('<link rel="stylesheet" href="a.css">', "loads something"),
        ('<svg><use href="other.svg#a"></use></svg>', "loads something"),
        ('<a href="javascript:alert(1)" rel="noopener noreferrer">x</a>', "is neither http"),
        ('<a href="https://example.org">x</a>', "lacks rel"),
        ('<p style="color: red">x</p>', "style attribute"),
        ('<p onclick="x()">x</p>', "event attribute onclick"),
        ('<svg><rect x="nan" width="1" height="1"/></svg>', "no well-formed number"),
        ('<svg><rect x="1" width="-1" height="1"/></svg>', "no well-formed number"),
        ('<svg viewBox="0 0 inf 5"></svg>', "no well-formed number"),
        ('<svg><path d="M0 0 C1 2 3"/></svg>', "no well-formed number"),
        ('<svg><path d="M0 nan"/></svg>', "no well-formed number"),
        ('<svg><path d="5 5 L1 1"/></svg>', "no well-formed number"),
        ('<svg><g transform="translate(nan 1)"></g></svg>', "no well-formed number"),
        ('<svg><rect fill="url(https://example.org)"/></svg>', "refers outside"),
        ('<meta http-equiv="refresh" content="0">', "http-equiv='refresh'"),
        ("<iframe></iframe>", "<iframe> has no place"),
        ("<div>", "<div>"),
        (f"<p>{LONG}</p><pre>{LONG}</pre>", "stands 2 times"),
        (f'<div class="prose"><p>{LONG}</p><p>x</p></div>' * 2, "stands 2 times"),
    ],
)
def test_each_broken_rule_is_named(addition, problem):
    problems = check(sample(body=BODY + addition))
    assert any(problem in found for found in problems), problems


@pytest.mark.parametrize("change", [{"style": "p { color: red }"}, {"script": "alert(1)"}])
def test_a_block_that_the_policy_does_not_name_is_found(change):
    assert any("does not name the blocks" in found for found in check(sample(**change)))


def test_a_missing_policy_is_found():
    assert "there is no Content-Security-Policy" in check("<!doctype html><html><body></body></html>")


def test_a_deep_link_of_the_script_counts_for_its_span():
    assert check(sample(body=BODY + '<a href="#s-1/output?v=waterfall">x</a>')) == []


def test_a_data_block_needs_no_hash():
    assert check(sample(body=BODY + '<div hidden data-packed="trace"><!--AAAA--></div>')) == []
    assert check(sample(body=BODY + '<script type="application/octet-stream">AAAA</script>')) != []
