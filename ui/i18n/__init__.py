"""Translations: the source texts for translators (``.ts``), what the screen loads (``.qm``), and how they are built."""
