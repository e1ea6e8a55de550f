"""To and from the formats of others: glossaries in ``terms``."""
