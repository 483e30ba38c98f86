"""``hubtap sync now`` and ``hubtap refused``: what people do about records that wait or were refused."""
