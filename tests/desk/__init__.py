"""What the desk sees: progress, summaries, plans, watches and figures."""
