"""A real PostgreSQL server of our own: in a temporary folder, on a Unix socket, by Debian's programs."""

import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

import psycopg

PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
_USER = "postgres"
_DEADLINE_S = 60


class PostgresServer:
    """Starts on ``__enter__``; each ``new_database`` is empty."""

    def __init__(self, *, durable: bool = False) -> None:
        """``durable``: whether a commit waits for the disk, as it does where it is used."""
        self._durable = durable
        self._home = Path(tempfile.mkdtemp(prefix="hubtap-pg-"))
        self._made = 0

    def __enter__(self) -> Self:
        if os.geteuid() == 0:
            account = pwd.getpwnam(_USER)
            os.chown(self._home, account.pw_uid, account.pw_gid)
        data = str(self._home / "data")
        self._run("initdb", "--pgdata", data, "--username", _USER, "--auth", "trust", "--no-sync", "--encoding", "UTF8")
        fsync = "on" if self._durable else "off"
        options = f"-c listen_addresses= -c unix_socket_directories={self._home} -c fsync={fsync}"
        log = str(self._home / "log")
        self._run("pg_ctl", "start", "--pgdata", data, "--wait", "--log", log, "--options", options)
        return self

    def __exit__(self, *_: object) -> None:
        self._run("pg_ctl", "stop", "--pgdata", str(self._home / "data"), "--mode", "immediate")
        shutil.rmtree(self._home)

    def new_database(self, copy_of: str = "template1") -> str:
        """Return the URL of a new database, empty or a copy of the one named."""
        self._made += 1
        name = f"hubtap_{self._made}"
        self._execute(f"CREATE DATABASE {name} TEMPLATE {copy_of}")
        return f"postgresql://{_USER}@/{name}?host={self._home}"

    def drop(self, url: str) -> None:
        """Drop the database at ``url``."""
        self._execute(f"DROP DATABASE {urlsplit(url).path.removeprefix('/')} WITH (FORCE)")

    def _execute(self, statement: str) -> None:
        with psycopg.connect(host=str(self._home), user=_USER, dbname="postgres", autocommit=True) as connection:
            connection.execute(statement.encode())

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(PROGRAMS[-1] / program), *arguments]
        if os.geteuid() == 0:
            command = ["runuser", "-u", _USER, "--", *command]
        subprocess.run(
            command,
            check=True,
            cwd=self._home,
            timeout=_DEADLINE_S,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.STDOUT,
        )
