"""The editors' termbase: glossary files read, terms found in Chinese text."""

from translate.termbase.base import Termbase
from translate.termbase.scope import ArticleContext, Clause, Scope
from translate.termbase.term import Term, TermMatch, enforced

__all__ = ["ArticleContext", "Clause", "Scope", "Term", "TermMatch", "Termbase", "enforced"]
