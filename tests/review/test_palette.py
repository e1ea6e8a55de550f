"""Every colour that text is set in can be read on every ground it stands on (WCAG 2.2 AA: 4.5 to 1)."""

from __future__ import annotations

import re

import pytest

from translate.review.assets import assets

KINDS = ("term", "name", "number", "date")
SEVERITIES = ("blocker", "warning", "note")
PAIRS = [
    ("ink", "paper"), ("soft", "paper"), ("link", "paper"), ("ink", "panel"), ("soft", "panel"),
    ("ink", "glow"), ("link", "glow"), ("ink", "warning-wash"), ("ink", "blocker-wash"), ("paper", "ink"),
    ("blocker", "paper"), ("warning", "paper"), ("blocker", "glow"), ("on", "blocker"),
    *((colour, f"{kind}-wash") for kind in KINDS for colour in ("ink", "soft", "link")),
    *(("on", kind) for kind in KINDS),
    *((severity, f"{severity}-wash") for severity in SEVERITIES),
]  # fmt: skip


def _palettes() -> dict[str, dict[str, str]]:
    light, dark = re.findall(r":root \{(.*?)\}", assets("page").style, re.DOTALL)
    first = dict(re.findall(r"--([\w-]+): (#\w{6});", light))
    return {"light": first, "dark": first | dict(re.findall(r"--([\w-]+): (#\w{6});", dark))}


def _luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("front", "ground"), PAIRS)
def test_text_has_contrast(scheme: str, front: str, ground: str) -> None:
    palette = _palettes()[scheme]
    low, high = sorted((_luminance(palette[front]), _luminance(palette[ground])))
    assert (high + 0.05) / (low + 0.05) >= 4.5
