"""The attendance daemon: it reads cards, decides, records, and answers."""
