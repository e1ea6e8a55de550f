"""Numbers and dates as values: read from Chinese, read from English, written in house style."""
