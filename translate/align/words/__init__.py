"""The word list of the aligner."""
