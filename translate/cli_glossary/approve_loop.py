"""Proposals one after the other on a terminal, a key for each decision; every decision is on the disk at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import click
from rich.console import Console
from rich.text import Text

from translate.cli_glossary.keyboard import Keyboard
from translate.cli_glossary.shared import counted
from translate.errors import GlossaryError
from translate.glossary.approve import Decision, Desk, Proposal, twins
from translate.glossary.harvest import fields
from translate.memory import Memory
from translate.text import has_cjk

_KEYS = "[a]pprove  [e]dit  [r]eject  [s]kip  [u]ndo  [q]uit  [?]"
_HELP = """a  approve: it becomes a term in the file that is named, and is enforced from now on
1  approve with the first of the other English words that are shown, 2 with the second …
l  alias: the term that has this English already gets the Chinese as one more form
e  edit the English, then approve it
r  reject: it stays in its file as rejected, and no harvest brings it back
s  skip: it stays a proposal
u  undo the last decision
q  quit; everything that you decided is saved already"""


@dataclass(slots=True)
class Loop:
    """Where the editor is. ``done`` are the decisions so far, None for one that was skipped."""

    desk: Desk
    proposals: Sequence[Proposal]
    memory: Memory | None = None
    at: int = 0
    done: list[Decision | None] = field(default_factory=list)
    approved: int = 0
    rejected: int = 0
    keyboard: Keyboard = field(default_factory=Keyboard)
    console: Console = field(default_factory=lambda: Console(highlight=False))

    def run(self) -> int:
        """Ask until all is decided or the editor quits; gives the exit code, 130 after Ctrl-C."""
        code = 0
        try:
            with self.keyboard:
                self._ask_all()
        except (KeyboardInterrupt, click.Abort):
            code = 130
        except EOFError:  # Ctrl-D
            pass
        self.console.print()
        left = len(self.proposals) - self.approved - self.rejected
        self.console.print(
            Text(f"{self.approved} approved, {self.rejected} rejected, {counted(left, 'proposal')} left open")
        )
        return code

    def _ask_all(self) -> None:
        while self.at < len(self.proposals):
            self._show(self.proposals[self.at])
            if not self._answer(self.proposals[self.at]):
                return

    def _show(self, proposal: Proposal) -> None:
        entry = proposal.entry
        head = Text(f"\n{self.at + 1}/{len(self.proposals)}  ", style="dim")
        head.append(entry.zh, style="bold").append("  →  ")
        head.append(entry.en or "as it is", style="bold green")
        head.append(f"   {self.desk.home(entry)}", style="dim")
        self.console.print(head, soft_wrap=True)
        for name in (fields.HARVEST, fields.MEMORY):
            for value in fields.said(entry, name):
                self._line("seen", value if name == fields.HARVEST else f"{value}, in approved translations")
        if entry.accept:
            self._line("accepts", ", ".join(entry.accept))
        for conflict in proposal.conflicts:
            self._line("conflict", conflict, "yellow")
        for number, en in enumerate(proposal.also[:9], 1):
            self._line(str(number), en, "cyan")
        host = self.desk.host(entry)
        if host is not None:
            self._line("l", f"make it an alias of {host.zh} in {host.place}", "cyan")
        for twin in twins(entry, self.desk.glossary):
            self._line("near twin", f"{twin.zh} is {twin.en} in {twin.place}", "yellow")
        if self.memory is not None:
            self._line("touches", counted(self.memory.holding(entry.zh), "segment") + " in memory")
        for context in proposal.contexts:
            self._line("", context, "dim")

    def _line(self, label: str, text: str, style: str = "") -> None:
        self.console.print(Text(f"  {label:10}", style="dim") + Text(text, style=style), soft_wrap=True)

    def _answer(self, proposal: Proposal) -> bool:
        """Take keys until one moves on; False to quit."""
        self.console.print(Text(_KEYS, style="dim"))
        while True:
            key = self.keyboard.key()
            try:
                moved = self._act(key, proposal)
            except GlossaryError as fault:
                self.console.print(Text(f"  {fault}", style="red"), soft_wrap=True)
                continue
            if moved is not None:
                return moved

    def _act(self, key: str, proposal: Proposal) -> bool | None:
        """What a key does: True goes on, False quits, None waits for another key."""
        match key.lower():
            case "a":
                return self._approve(proposal, "")
            case "e":
                en = self._ask(proposal)
                return self._approve(proposal, en) if en else None
            case "l":
                decision = self.desk.alias(proposal.entry)
                self._note(decision, f"alias of {decision.after.zh} in {decision.after.file}")
                self.approved += 1
                return True
            case "r":
                self._note(self.desk.reject(proposal.entry), "rejected")
                self.rejected += 1
                return True
            case "s":
                self._note(None, "skipped")
                return True
            case "u":
                return self._undo()
            case "q" | "\x1b":
                return False
            case "?" | "h":
                self.console.print(Text(_HELP))
                return None
            case digit if digit in "123456789" and digit and int(digit) <= len(proposal.also):
                return self._approve(proposal, proposal.also[int(digit) - 1])
            case _:
                return None

    def _approve(self, proposal: Proposal, en: str) -> bool:
        decision = self.desk.approve(proposal.entry, en)
        self._note(decision, f"approved: {decision.after.en or decision.after.zh} in {decision.after.file}")
        self.approved += 1
        return True

    def _ask(self, proposal: Proposal) -> str:
        """The English as the editor types it; empty to leave it."""
        with self.keyboard.whole_lines():
            typed = click.prompt("  English", default=proposal.entry.en)
        en = " ".join(typed.split())
        if has_cjk(en):
            self.console.print(Text("  there is Chinese in it; not taken", style="red"))
            return ""
        return en

    def _note(self, decision: Decision | None, text: str) -> None:
        self.done.append(decision)
        self.at += 1
        self.console.print(Text(f"  {text}", style="green"), soft_wrap=True)

    def _undo(self) -> bool | None:
        if not self.done:
            self.console.print(Text("  nothing to undo"))
            return None
        decision = self.done[-1]
        if decision is not None:
            self.desk.undo(decision)
            if fields.is_rejected(decision.after):
                self.rejected -= 1
            else:
                self.approved -= 1
        self.done.pop()
        self.at -= 1
        self.console.print(Text("  undone", style="green"))
        return True
