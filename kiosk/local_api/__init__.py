"""The daemon's local sockets: what is said on them, and the server."""
