"""Where drafting is done: in this process, or spread over the machines of a Ray cluster.

A runner stands between the choice of an engine and its loading: what it loads is an ``Engine`` like any other, so
that memory, locks and pages never know. Ray is imported only by the runner that needs it.
"""

from translate.runner.base import LOCAL, RAY, RUNNERS, Runner, Settings, running

__all__ = ["LOCAL", "RAY", "RUNNERS", "Runner", "Settings", "running"]
