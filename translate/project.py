"""A project folder: ``glossary/`` (editors), ``memory.db`` (translators, made on first use), ``output/``."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from translate.errors import DuizhaoError

_README = """# {name}

    duizhao translate dumps --output output

`glossary/` is what editors decide, `memory.db` what translators decide; keep both. `output/` can be made again.
"""


_GITIGNORE = """output/
memory.db-*
glossary/.duizhao.lock
"""


def init_project(folder: Path) -> Iterator[str]:
    """Make ``folder`` with the starter glossary; yields a line for each thing made, leaves the rest alone.

    Raises ``DuizhaoError`` if the folder cannot be written.
    """
    try:
        for name in ("dumps", "output", "glossary"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        yield from _copy_glossary(folder / "glossary")
        own = {"README.md": _README.format(name=folder.resolve().name), ".gitignore": _GITIGNORE}
        for name, text in own.items():
            if not (folder / name).exists():
                (folder / name).write_text(text, encoding="utf-8")
                yield f"made {folder / name}"
    except OSError as error:
        raise DuizhaoError(
            f"cannot be made into a project: {error.strerror}",
            where=folder,
            remedy="choose a folder you may write",
        ) from error
    yield f"put dumps into {folder / 'dumps'} and run `duizhao translate dumps` in {folder}"


def _copy_glossary(glossary: Path) -> Iterator[str]:
    for source in sorted(starter_glossary().glob("*.po")):
        target = glossary / source.name
        if not target.exists():
            shutil.copyfile(source, target)
            yield f"made {target}"


def starter_glossary() -> Path:
    """The glossary that Duizhao ships: inside the installed package, else beside it in a checkout."""
    package = Path(__file__).parent
    shipped = package / "starter" / "glossary"
    return shipped if shipped.is_dir() else package.parent / "glossary"
