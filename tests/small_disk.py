"""A real file system of a few megabytes that can be filled up and made read-only, without being root.

It is mounted by a shell in a mount namespace of its own and reached through that process's ``/proc/<pid>/root`` (Linux only).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class MountError(Exception):
    """This machine lets no process mount anything; the message says what to do."""


class SmallDisk:
    """A mounted file system; ``folder`` is where it can be reached."""

    def __init__(self, shell: subprocess.Popen[str], place: Path) -> None:
        self._shell = shell
        self._place = place
        self.folder = Path(f"/proc/{shell.pid}/root{place}")

    def fill(self, *, leave: int) -> None:
        """Write a file that leaves so many bytes."""
        space = os.statvfs(self.folder)
        (self.folder / "ballast").write_bytes(bytes(max(0, space.f_bavail * space.f_frsize - leave)))

    def clear(self) -> None:
        """Take that file away."""
        (self.folder / "ballast").unlink()

    def mount_again(self, mode: str) -> None:
        """Change the mode: ``ro`` or ``rw``."""
        _tell(self._shell, f"mount -o remount,{mode} '{self._place}'")


@contextmanager
def small_disk(place: Path, megabytes: int) -> Iterator[SmallDisk]:
    """A disk of that size.

    :param place: an empty folder.
    :raises MountError: there are no namespaces here, or no permission to use them.
    """
    if sys.platform != "linux" or not shutil.which("unshare"):
        raise MountError("needs Linux and the command unshare (Debian: util-linux)")
    place.mkdir(parents=True, exist_ok=True)
    with subprocess.Popen(
        ["unshare", "--user", "--map-root-user", "--mount", "sh"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as shell:
        try:
            _tell(shell, f"mount -t tmpfs -o size={megabytes}m tmpfs '{place}'")
            yield SmallDisk(shell, place)
        finally:
            shell.kill()


def _tell(shell: subprocess.Popen[str], command: str) -> None:
    assert shell.stdin is not None
    assert shell.stdout is not None
    try:
        shell.stdin.write(f"{command} && echo done || echo failed\n")
        shell.stdin.flush()
    except BrokenPipeError:
        pass
    said = []
    for line in shell.stdout:
        if line == "done\n":
            return
        if line == "failed\n":
            break
        said.append(line.strip())
    raise MountError(f"needs a user namespace that may mount: {' '.join(said) or 'unshare ended'}")
