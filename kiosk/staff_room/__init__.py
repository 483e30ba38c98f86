"""Where the team works: the lock, who may do what, and what the staff screens show. Used from the loop's thread only."""
