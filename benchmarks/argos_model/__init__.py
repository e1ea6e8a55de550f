"""A small Argos package of our own: a grammar of news, and a translation model trained on nothing but it."""
