"""A project folder: ``glossary/`` (editors), ``memory.db`` (translators), ``output/``, ``templates/`` (the desk)."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from translate.errors import DuizhaoError

_README = """# {name}

    duizhao translate dumps --output output

`glossary/` is what editors decide, `memory.db` what translators decide; keep both. `output/` can be made again.
`templates/` is how published pages look: its README says what may be put there.
"""


_STARTER_TEMPLATES = Path(__file__).parent / "publish" / "starter"

_GITIGNORE = """output/
memory.db-*
glossary/.duizhao.lock
"""


def init_project(folder: Path) -> Iterator[str]:
    """Make ``folder`` with the starter glossary; yields a line for each thing made, leaves the rest alone.

    Raises ``DuizhaoError`` if the folder cannot be written.
    """
    try:
        for name in ("dumps", "output", "glossary", "templates"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        yield from _copied(starter_glossary().glob("*.po"), folder / "glossary")
        yield from _copied(_STARTER_TEMPLATES.iterdir(), folder / "templates")
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


def _copied(sources: Iterable[Path], folder: Path) -> Iterator[str]:
    """Copies files into a folder unless they are there; a line for each."""
    for source in sorted(sources):
        target = folder / source.name
        if not target.exists():
            shutil.copyfile(source, target)
            yield f"made {target}"


def starter_glossary() -> Path:
    """The glossary that Duizhao ships: inside the installed package, else beside it in a checkout."""
    package = Path(__file__).parent
    shipped = package / "starter" / "glossary"
    return shipped if shipped.is_dir() else package.parent / "glossary"
