"""A made-up long language: every text grows by two fifths, so that tight layouts show before translators find them."""

from PySide6.QtCore import QTranslator

_LONGER_BY = 0.4
_ACCENTS = str.maketrans("aeiouycnszAEIOUYCNSZ", "äéîøüýçñšžÄÉÎØÜÝÇÑŠŽ")


class PseudoTranslator(QTranslator):
    """Translates everything."""

    def translate(
        self,
        context: str,  # noqa: ARG002  Qt passes it; a text is the same everywhere
        sourceText: str,  # noqa: N803  Qt's name
        disambiguation: str | None = None,  # noqa: ARG002
        n: int = -1,  # noqa: ARG002
    ) -> str:
        """Return the text with accents and more of it; ``%1`` stays."""
        words = sourceText.translate(_ACCENTS).split(" ")
        missing = round(len(sourceText) * _LONGER_BY)
        while missing > 0:
            words.append(words[len(words) // 3].replace("%1", "ø")[:missing])
            missing -= len(words[-1]) + 1
        return " ".join(words)

    def isEmpty(self) -> bool:  # noqa: N802  what Qt calls
        """Say that there are translations."""
        return False
