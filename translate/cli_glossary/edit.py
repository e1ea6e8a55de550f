"""``duizhao glossary show``, ``add``, ``remove`` and ``stats``."""

from __future__ import annotations

from typing import Annotated

import typer

from translate.cli_glossary.shared import DEFAULT_FOLDER, GlossaryFolder, Json, print_faults, print_json


def show(
    words: Annotated[
        str, typer.Argument(metavar="[WORDS]", help="Chinese or English to look for; all entries without it.")
    ] = "",
    glossary: GlossaryFolder = DEFAULT_FOLDER,
    json: Json = False,
) -> None:
    """Show entries: their English, forms, scope, flags and place."""
    from translate.glossary import Glossary

    folder = Glossary.load(glossary)
    found = [entry for entry in folder.entries() if words in entry.zh or words in entry.en]
    print_json([entry.zh for entry in found]) if json else typer.echo("\n".join(e.place for e in found))
    raise typer.Exit(1 if print_faults(folder.faults) else 0)
