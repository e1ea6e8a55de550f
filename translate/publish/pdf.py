"""PDF, printed from the published page by the installed Chromium: tagged, with outline and numbered contents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from translate.publish import html, words
from translate.publish.chromium import find, print_pdf
from translate.publish.makers import watched
from translate.publish.model import Edition, File, Options
from translate.publish.naming import stem
from translate.publish.pdf_document import finished, page_numbers, said_of

_INDEX = "names"  # the anchor of the index of names
# Nothing but the page itself: no script, no picture from anywhere.
_POLICY = (
    '<meta http-equiv="Content-Security-Policy" '
    "content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">"
)


def write(edition: Edition, options: Options) -> Iterator[File]:
    """One file. Raises :class:`PublishError` where there is no Chromium, or one that cannot number pages."""
    program = find()
    seen, makers = watched(edition)
    page = html.page(seen, options, linked=True)
    printed = print_pdf(_styled(page, edition, {}), program)
    numbers = (
        {}
        if edition.is_single
        else page_numbers(printed, [*(entry.id for entry in edition.contents), _INDEX])
    )
    if numbers:
        # Chromium knows no target-counter(): the first print tells on which page each article begins.
        printed = print_pdf(_styled(page, edition, numbers), program)
    data = finished(printed, page, said_of(edition, options, makers))
    yield File(f"{stem(edition, options.language)}.pdf", data)


# ---- the page to print -------------------------------------------------------------------------------------------


def _styled(page: str, edition: Edition, numbers: dict[str, int]) -> bytes:
    """The page with what print alone needs, at its head so that a desk's own template has it as well."""
    added = f"{_POLICY}\n<style>\n{_css(edition, numbers)}\n</style>\n"
    at = page.find("</head>")
    text = page[:at] + added + page[at:] if at >= 0 else page + added
    return html.encoded(text)


def _css(edition: Edition, numbers: dict[str, int]) -> str:
    mark = f"content: {_string(words.MARK)};" if edition.unreviewed else ""
    title = _string(words.running_title(edition))
    font = 'font: 8.5pt/1.2 Georgia, "Noto Serif", "Noto Serif CJK SC", serif;'
    rules = [
        "@page { size: A4; margin: 20mm 18mm;",
        f"@top-left {{ {mark} {font} font-weight: bold; }}",
        f"@top-right {{ content: {title}; {font} max-width: 110mm; overflow: hidden; white-space: nowrap; }}",
        f'@bottom-center {{ content: counter(page) " / " counter(pages); {font} }} }}',
        "h1, h2, h3, h4, h5, h6, .row > p { break-inside: avoid; }",
        "article > header { break-after: avoid; }",
        "p { orphans: 2; widows: 2; }",
    ]
    if not edition.is_single:
        rules += ["main > article, section.index { break-before: page; }", *_numbered(numbers)]
    return "\n".join(rules)


def _numbered(numbers: dict[str, int]) -> Iterable[str]:
    """The page of each article behind its line in the contents and in the index of names."""
    yield "nav li { position: relative; padding-right: 3em; }"
    yield "nav li a::after { position: absolute; right: 0; bottom: 0; }"
    for anchor, number in numbers.items():
        target = f"a[href={_string(f'#{anchor}')}]::after"
        yield f"nav {target} {{ content: {_string(str(number))}; }}"
        yield f".names {target}, nav p {target} {{ content: {_string(f', {number}')}; }}"


def _string(text: str) -> str:
    r"""A text as a string of CSS, safe within ``<style>`` whatever is in it.

    >>> _string('a"</style>')
    '"a\\22 \\3c \\2f style\\3e "'
    """
    return '"' + "".join(c if c.isalnum() or c in " .,-#" else f"\\{ord(c):x} " for c in text) + '"'
