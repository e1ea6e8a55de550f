"""What all tests have in common."""

from __future__ import annotations

from hypothesis import settings

# Time must not decide a test: machines are shared.
settings.register_profile("steady", deadline=None)
settings.load_profile("steady")
