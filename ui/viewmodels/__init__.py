"""What the screens show: derived by plain functions, then announced to QML."""
