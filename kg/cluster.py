"""What builds and checks keep, made by the workers of a Dask cluster, which share no disk with this machine.

What a piece is made of is sent, and its bytes come back. Scheduler and workers see bytes and one function
that travels as code, so that one without kg, or with another version, can say so.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import pickle
import re
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import CancelledError
from functools import cache, lru_cache, partial
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from kg.build.making import Members
from kg.errors import KgError
from kg.inputs import digest_of
from kg.project import checked_by, made_by
from kg.spread import Told

if TYPE_CHECKING:
    from distributed import Client, Future, as_completed

    from kg.build.corpus import Hands, Make
    from kg.build.kept import Kept

Files = Mapping[str, bytes]
"""What documents are made of, by the names of files in the seeds."""

_ON_THE_WAY: Final = 512
"""How many portions are asked for at once: they are held in memory by the scheduler as well."""
_PATIENCE: Final = 5
"""Seconds in which a scheduler must answer."""
_ALONE: Final = 60.0
"""Seconds in which a scheduler that has lost all workers must have one again."""
_GO_ON: Final = "What has been made is kept: run the build again to go on."


class _AloneError(Exception):
    """A scheduler has lost all of its workers."""


def hands_at(address: str, alone: float = _ALONE) -> Hands:
    """Return the workers of the Dask scheduler at an address, `tcp://HOST:PORT`, as those who make portions.

    They raise KgError when there has been none of them for more than `alone` seconds. Raises KgError where
    that is no address, or Dask is not installed.
    """
    if not re.fullmatch(r"tcp://[^\s/]+:\d+", address):
        hint = "Write it as `dask scheduler` tells it: tcp://HOST:8786."
        raise KgError("this is no address of a Dask scheduler", where=address, hint=hint)
    try:
        import distributed  # noqa: F401  (to be told before anything is done)
    except ModuleNotFoundError as error:
        hint = "Install it with: pip install 'japan-mexico-kg[cluster]'"
        raise KgError(f"building on a cluster needs {error.name}", hint=hint) from error
    return partial(_make, address, alone)


def _make(address: str, alone: float, make: Make, kept: Kept, wanted: Mapping[Members, Path]) -> None:
    """Have what is wanted made by the workers at an address and keep it here; KgError."""
    told, others = Told(len(wanted)), []
    with _connected(address) as client:
        make_there = client.submit(bytes, zlib.compress(pickle.dumps(make)), pure=False)
        task = partial(client.submit, _travelling(), version(), make_there, kept.seeds.name, pure=False)

        def sent() -> Iterator[tuple[Members, Future[bytes | str]]]:
            for members in wanted:
                if (files := _files(kept.seeds, members)) is None:
                    others.append(members)
                else:
                    yield members, task(members, files)

        for members, answer in _answers(client, sent(), alone):
            if isinstance(answer, str):
                hint = f"Install there the version that is here, as digests of its modules tell. {_GO_ON}"
                raise KgError("this worker has no kg, or another version of it", where=answer, hint=hint)
            kept.keep(wanted[members], answer)
            told.more(1)
    for members in others:  # whose files are wrong in ways that cannot be sent
        kept.keep(wanted[members], make(kept.seeds, members))
    told.over()


@contextlib.contextmanager
def _connected(address: str) -> Iterator[Client]:
    """Give a client of the scheduler at an address that has workers; KgError, also when it is lost."""
    from distributed import Client, KilledWorker

    for name in ("distributed", "distributed.client"):  # what they log is told below
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        asyncio.run(_greet(address))
        client = Client(address, timeout=_PATIENCE, set_as_default=False, direct_to_workers=False)
    except (OSError, ValueError) as error:
        hint = "Start one with: dask scheduler --no-dashboard"
        raise KgError("no Dask scheduler answers there", where=address, hint=hint) from error
    try:
        with client:
            if not client.nthreads():
                hint = f"Start one on each machine with: dask worker {address} --no-dashboard --nworkers auto"
                raise KgError("this Dask scheduler has no workers", where=address, hint=hint)
            yield client
    except KilledWorker as error:
        hint = f"Give workers more memory, or look for the cause in their logs. {_GO_ON}"
        raise KgError("several workers ended at the same portion", where=address, hint=hint) from error
    except _AloneError as error:
        raise KgError(str(error), where=address, hint=f"Start workers again. {_GO_ON}") from error
    except (CancelledError, OSError) as error:
        raise KgError("the Dask scheduler was lost", where=address, hint=_GO_ON) from error


async def _greet(address: str) -> None:
    """Shake hands with a scheduler; OSError when it is silent, which a client would wait for forever."""
    from distributed.comm.core import connect

    async with asyncio.timeout(_PATIENCE):
        comm = await connect(address, timeout=_PATIENCE)
        await comm.close()


def _answers(
    client: Client, sent: Iterable[tuple[Members, Future[bytes | str]]], alone: float
) -> Iterator[tuple[Members, bytes | str]]:
    """Yield what was asked for as it comes back, some of it being on the way at any time."""
    from distributed import as_completed

    sent = iter(sent)
    waiting = {future: members for members, future in islice(sent, _ON_THE_WAY)}
    done = as_completed([*waiting], loop=client.loop)
    while waiting:
        _wait(client, done, alone)
        future = next(done)
        yield waiting.pop(future), future.result()
        for members, another in islice(sent, 1):
            waiting[another] = members
            done.add(another)


def _wait(client: Client, done: as_completed, alone: float) -> None:
    """Wait until something has come back; _AloneError when there are no workers for so many seconds."""
    seen = time.monotonic()
    while not _has_come(done):
        if client.nthreads():
            seen = time.monotonic()
        elif time.monotonic() - seen > alone:
            raise _AloneError(f"this Dask scheduler has had no workers for {alone:g} seconds")


def _has_come(done: as_completed) -> bool:
    """Say whether something comes back within a second."""
    with done.thread_condition:
        return bool(done.thread_condition.wait_for(done.has_ready, timeout=1))


def _files(seeds: Path, members: Members) -> Files | None:
    """Return the files of documents; None where there are not two of each that can be read."""
    paths = [seeds / f"{name}{ending}" for name in members for ending in (".txt", ".yaml")]
    try:
        return {path.name: path.read_bytes() for path in paths} if all(map(Path.is_file, paths)) else None
    except OSError:
        return None


def _travelling() -> Callable[..., bytes | str]:
    """Return what a worker does; it travels as code, since nothing inside a function can be imported."""

    def work(wanted: str, make: bytes, folder: str, members: Members, files: Files) -> bytes | str:
        try:
            from kg.cluster import made, version
        except ImportError:
            has = ""
        else:
            has = version()
        if has == wanted:
            return made(make, folder, members, files)
        from distributed import get_worker

        return str(get_worker().address)

    return work


@cache
def version() -> str:
    """Return the hash of this version and of the modules that decide what builds and checks keep."""
    return digest_of([*made_by(), *checked_by(), Path(__file__)])


def made(make: bytes, folder: str, members: Members, files: Files) -> bytes:
    """Return what is kept of documents, made of the files of a folder of seeds of another machine."""
    with TemporaryDirectory() as passing:
        seeds = Path(passing) / folder
        seeds.mkdir()
        for name, content in files.items():
            (seeds / name).write_bytes(content)
        return _unpacked(make)(seeds, members)


@lru_cache(maxsize=1)
def _unpacked(make: bytes) -> Make:
    unpacked: Make = pickle.loads(zlib.decompress(make))
    return unpacked
