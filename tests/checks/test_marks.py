"""Right and wrong English for the checks of brackets and quotation marks."""

from __future__ import annotations

import pytest

from translate.checks import Check
from translate.checks.marks import brackets_unbalanced, quotes_added, quotes_lost, quotes_unbalanced
from translate.model import Finding, Severity


def run(check: Check, zh: str, en: str) -> list[Finding]:
    return list(check(zh, en, ()))


@pytest.mark.parametrize(
    ("zh", "en", "wrong"),
    [
        ("人工智能(AI)很热。", "Artificial intelligence (AI is hot.", True),
        ("人工智能(AI)很热。", "Artificial intelligence AI) is hot.", True),
        ("他说[原文如此]。", "He said so [sic.", True),
        ("人工智能(AI)很热。", "Artificial intelligence (AI) is hot.", False),
        ("人工智能(AI)很热。", "AI is hot.", False),
        ("第一，去；第二，留。", "a) go; b) stay.", False),
        ("（他说，", "(He said,", False),
        ("他走了。", "1) He left.", False),
    ],
)
def test_brackets_unbalanced(zh: str, en: str, wrong: bool) -> None:
    assert [finding.severity for finding in run(brackets_unbalanced, zh, en)] == [Severity.WARNING] * wrong


@pytest.mark.parametrize(
    ("zh", "en", "wrong"),
    [
        ("他说：“好。”", '"Good, he said.', True),
        ("他说：“好。”", '“Good," he said.', True),
        ("他說：「好。」", "“Good, he said.", True),
        ("他说：“好。”", '"Good," he said.', False),
        ("他说：“好。", '"Good, he said.', False),
        ("他说好。", 'He said, "good.', False),
        ("他说：“好。”", "He said it was good.", False),
        ("他说：“用12英寸的。”", '"Take the 12" one," he said.', False),
    ],
)
def test_quotes_unbalanced(zh: str, en: str, wrong: bool) -> None:
    assert [finding.severity for finding in run(quotes_unbalanced, zh, en)] == [Severity.NOTE] * wrong


SPEECH = "他说：“我们不会同意这样的条件。”"


@pytest.mark.parametrize(
    ("zh", "en", "wrong"),
    [
        (SPEECH, "He said they would not agree to such terms.", True),
        ("他說：「我們不會同意這樣的條件。」", "He said they would not agree to such terms.", True),
        ('他说："我们不会同意这样的条件。"', "He said they would not agree to such terms.", True),
        ("他强调“我们不会同意这样的条件”。", "He stressed that they would not agree to such terms.", True),
        ("“我们不会同意，也不能同意，”他说。", "They will not and cannot agree, he said.", True),
        ("“我们不会同意这样的条件，绝不。", "We will not agree to such terms, ever.", True),
        ("我们不会同意，绝不会同意。”", "We will not agree, ever.", True),
        (SPEECH, "He said it's the workers' fault and they would not agree.", True),
        (SPEECH, "“We will not agree to such terms,” he said.", False),
        (SPEECH, '"We will not agree to such terms," he said.', False),
        (SPEECH, "'We will not agree to such terms,' he said.", False),
        (SPEECH, "He said they would “not agree” to such terms.", False),
        (SPEECH, "", False),
        ("他说：“不行。”", "He said it would not do.", False),
        ("所谓的“新常态”，他不信。", "He does not believe in a new normal.", False),
        (
            "该法由“国家自然科学基金委员会”起草。",
            "The National Natural Science Foundation drafted it.",
            False,
        ),
        ("他写了《我们不会同意，绝不会同意》。", "He wrote We Will Not Agree, Ever.", False),
        (
            "在伦敦“老球场“附近，有人打伤了两名年轻的男子。",
            "Two young men were hurt near the Old Ground in London.",
            False,
        ),
        ("他说他们不会同意这样的条件。", "He said they would not agree to such terms.", False),
    ],
)
def test_quotes_lost(zh: str, en: str, wrong: bool) -> None:
    assert [finding.severity for finding in run(quotes_lost, zh, en)] == [Severity.WARNING] * wrong


def test_a_lost_quotation_is_shown_in_the_chinese() -> None:
    (finding,) = run(quotes_lost, SPEECH, "He said they would not agree to such terms.")
    assert SPEECH[slice(*finding.zh or ())] == "“我们不会同意这样的条件。”"


@pytest.mark.parametrize(
    ("zh", "en", "wrong"),
    [
        ("他说他们不会同意。", "“We will never agree,” he said.", True),
        ("他说他们不会同意。", 'He said: "We will never agree."', True),
        ("他说：“我们不会同意。”", "“We will never agree,” he said.", False),
        ("他说‘我们不会同意’。", "“We will never agree,” he said.", False),
        ("他写了《永不同意这样的条件》。", "He wrote “Never Agree to Such Terms.”", False),
        ("他说他们不会同意。", "He said they would “never agree.”", False),
        ("我们不会同意。", "We will never agree to that.”", False),
        ("我们用的是12英寸和14英寸的。", 'We use the 12" one and not the 14" one.', False),
        ("他说他们不会同意。", "He said they would never agree.", False),
    ],
)
def test_quotes_added(zh: str, en: str, wrong: bool) -> None:
    assert [finding.severity for finding in run(quotes_added, zh, en)] == [Severity.NOTE] * wrong
