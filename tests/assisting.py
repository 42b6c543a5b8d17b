"""An assistant for tests: the SDK's own client, which starts `kg mcp` and asks it over standard input."""

import contextlib
import os
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from anyio.from_thread import BlockingPortal, start_blocking_portal
from mcp import Client, StdioServerParameters, stdio_client

KG = (sys.executable, "-m", "kg")


class Said(NamedTuple):
    """What a tool said: a text, which may be an error."""

    text: str
    is_error: bool


class Assistant:
    """A client of a running server, whose calls wait for their answers."""

    def __init__(self, portal: BlockingPortal, client: Client) -> None:
        self.portal, self.client = portal, client

    def call(self, tool: str, **arguments: Any) -> Said:
        return self.portal.call(partial(self.acall, tool, **arguments))

    async def acall(self, tool: str, **arguments: Any) -> Said:
        result = await self.client.call_tool(tool, arguments)
        (content,) = result.content
        return Said(content.text, bool(result.is_error))

    def told(self, tool: str, **arguments: Any) -> str:
        said = self.call(tool, **arguments)
        assert not said.is_error, said.text
        return said.text

    def refused(self, tool: str, **arguments: Any) -> str:
        said = self.call(tool, **arguments)
        assert said.is_error, said.text
        return said.text


@contextlib.contextmanager
def assisted(
    *options: str, command: tuple[str, ...] = (*KG, "mcp"), cwd: Path | None = None
) -> Iterator[Assistant]:
    """Give an assistant that has started `kg mcp` with options, and ends it after the block."""
    program, *arguments = command
    given = StdioServerParameters(command=program, args=[*arguments, *options], env={**os.environ}, cwd=cwd)
    with (
        start_blocking_portal() as portal,
        portal.wrap_async_context_manager(Client(stdio_client(given))) as client,
    ):
        yield Assistant(portal, client)
