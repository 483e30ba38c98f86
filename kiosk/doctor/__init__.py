"""``hubtap doctor``: gathers facts about this kiosk, turns them into findings, tells what to do. It changes nothing."""
