"""``python -m translate`` is the command ``duizhao``."""

from translate.cli import main

main()
