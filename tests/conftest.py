"""What all tests have in common."""

from __future__ import annotations

import os

from hypothesis import settings

# Time must not decide a test, machines are shared; nor chance: every run tries the same examples.
# HYPOTHESIS_PROFILE=search looks for new ones.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))
