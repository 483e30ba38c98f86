"""Brings the translations up to date: ``python -m ui.i18n``.

Collects the texts from QML into each ``.ts`` file, where translators write, then compiles what the screen loads.
"""

import sys

from ui.i18n.build import TRANSLATED, collect, compiled

if __name__ == "__main__":
    for language in TRANSLATED:
        collect(language)
        compiled(language)
    sys.exit(0)
