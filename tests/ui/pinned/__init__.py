"""What holds only with the pinned PySide6: pictures to the pixel, and the tools that it brings."""
