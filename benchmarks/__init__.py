"""Scripts that back each figure in the README. Run one as ``python -m benchmarks.NAME``."""
