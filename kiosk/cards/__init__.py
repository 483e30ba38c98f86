"""``hubtap cards``: what is laid on the readers, and whether two readers agree."""
