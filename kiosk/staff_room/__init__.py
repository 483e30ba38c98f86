"""Where the team works: the lock, who may do what, and what the staff screens show. The loop's thread only."""
