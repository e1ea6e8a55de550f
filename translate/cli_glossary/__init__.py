"""``duizhao glossary``: the termbase as editors keep it, one module a group of commands."""

from __future__ import annotations

import typer

from translate.cli_glossary import approve, edit, exchange, harvest, impact, lint

app = typer.Typer(
    name="glossary",
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Keep the house glossary: names and terms, and the English that they must have.",
    epilog="Exit codes: 0 clean, 1 a fault (a file, an entry), 2 wrong usage, 3 something remains to be decided.",
)
app.command(
    epilog="Example: duizhao glossary show Sam Altman\n\nExample: duizhao glossary show --file people.po --proposals"
)(edit.show)
app.command(
    epilog="Example: duizhao glossary add 深度求索 DeepSeek --file companies.po\n\n"
    'Example: duizhao glossary add 雪花 Snowflake --scope "mentions Snowflake|数据云" --accept "Snowflake Inc."\n\n'
    "Example: duizhao glossary add 基辅 Kiev --forbidden"
)(edit.add)
app.command(
    epilog="Example: duizhao glossary remove 雪花\n\nExample: duizhao glossary remove 商务部 --context 美国"
)(edit.remove)
app.command(epilog="Example: duizhao glossary stats --json")(edit.stats)
app.command(
    short_help="Show which segments a term or a change touches.",
    epilog="Example: duizhao glossary impact 雪花\n\n"
    'Example: duizhao glossary impact 雪花 --en Snowflake --scope "mentions Snowflake|AI"\n\n'
    "Example: duizhao glossary impact --since HEAD",
)(impact.impact)
app.command(
    short_help="Look for doubles, conflicts, slips and near twins.",
    epilog="Example: duizhao glossary lint --severity warning\n\n"
    "Example: duizhao glossary lint --fix --dry-run --rule duplicate",
)(lint.lint)
app.command(
    "import",
    short_help="Take over terms from Excel, CSV, TBX, OmegaT, DeepL, PO.",
    epilog="Example: duizhao glossary import names.xlsx --dry-run\n\n"
    "Example: duizhao glossary import agency.tbx --into agency.po --proposals",
)(exchange.import_)
app.command(
    short_help="Write terms as Excel, CSV, TBX, OmegaT, DeepL, PO.",
    epilog="Example: duizhao glossary export terms.xlsx\n\n"
    "Example: duizhao glossary export people.csv --file people.po --format deepl",
)(exchange.export)
app.command(
    short_help="Find names in news and in approved translations.",
    epilog="Example: duizhao glossary harvest dumps --write\n\n"
    "Example: duizhao glossary harvest dumps/2025-01 --min-count 3 --json",
)(harvest.harvest)
app.command(
    epilog="Example: duizhao glossary approve\n\n"
    "Example: duizhao glossary approve 克莱纳曼 --into people.po\n\n"
    "Example: duizhao glossary approve --all --min-count 5"
)(approve.approve)
