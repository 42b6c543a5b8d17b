"""A language model behind an endpoint of the OpenAI kind: what it answers, in time and size, or why not."""

from __future__ import annotations

import contextlib
import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Final

from kg import watched
from kg.errors import KgError, LimitError, LocationError
from kg.terminal import one_line

ADDRESS: Final = "OPENAI_BASE_URL"
KEY: Final = "OPENAI_API_KEY"
_NO_KEY: Final = "none"
"""What is sent as the key where nobody gives one: many a server of one's own asks for none."""
_URL: Final = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
_NAME: Final = re.compile(r"[!-~]+")
_RETRIES: Final = 2
_LONGEST: Final = 1 << 18
"""Bytes of an answer; a sentence gives rise to a few kilobytes."""
_MEMORY: Final = 256_000_000


class UnansweredError(Exception):
    """There is no answer to this question, for the reason given; another may be answered."""


@dataclass(frozen=True)
class Endpoint:
    """A model, the address it is asked at, the key sent there, the seconds an answer may take (0: any)."""

    model: str
    address: str
    key: str
    seconds: float

    @property
    def shown(self) -> str:
        """The address as messages show it, without a password."""
        return re.sub(r"(?<=//)[^/@]*@", "", self.address)

    def answer(self, task: str, question: str) -> str:
        """Return what the model, told its task, answers to a question; UnansweredError where it does not.

        LocationError where it will answer nothing else either.
        """
        try:
            body = watched.call(lambda stream: self._ask(task, question, stream), self.seconds, _MEMORY)
        except LimitError as error:
            raise UnansweredError(error.what) from error
        if len(body) > _LONGEST:
            raise UnansweredError(f"the answer is longer than {_LONGEST:,} bytes")
        return _content(body)

    def _ask(self, task: str, question: str, stream: IO[bytes]) -> None:
        """Write the body of the endpoint's answer; nothing follows to another address, and limits end it."""
        import openai

        client = openai.OpenAI(
            base_url=self.address,
            api_key=self.key or _NO_KEY,
            max_retries=_RETRIES,
            timeout=self.seconds or None,
            http_client=openai.DefaultHttpxClient(follow_redirects=False),
        )
        with self._telling():
            raw = client.chat.completions.with_raw_response.create(
                model=self.model,
                messages=[{"role": "system", "content": task}, {"role": "user", "content": question}],
                temperature=0,
            )
        stream.write(raw.content[: _LONGEST + 1])

    @contextlib.contextmanager
    def _telling(self) -> Iterator[None]:
        """Turn what the client raises into an error of ours."""
        import openai

        try:
            yield
        except openai.APITimeoutError as error:
            raise UnansweredError("it takes too long") from error
        except openai.APIStatusError as error:
            raise self._refused(error.status_code, error.body) from error
        except openai.APIError as error:
            hint = f"Start the server, or set {ADDRESS} to the address at which it listens."
            raise LocationError(_reason(error), where=self.shown, hint=hint) from error

    def _refused(self, status: int, body: object) -> LocationError:
        said = body.get("message") if isinstance(body, dict) else ""
        told = f": {_plain(str(said), self.key)}" if said else ""
        hint = next((hint for statuses, hint in _HINTS if status in statuses), "")
        return LocationError(f"the endpoint answers {status}{told}", where=self.shown, hint=hint)


_HINTS: Final = (
    ((401, 403), f"Set {KEY} to a key that it takes."),
    ((404,), f"Set {ADDRESS} to the address before /chat/completions, and --model to a name that it knows."),
    ((429,), "Wait until it takes more requests."),
    (range(300, 400), f"It sends to another address: set {ADDRESS} to that, if you trust it."),
    (range(500, 600), "Its own log says more."),
)


def endpoint(model: str, seconds: float) -> Endpoint:
    """Return the endpoint that the environment names; KgError where it names none, or what cannot be one."""
    address, key = (os.environ.get(name, "").strip() for name in (ADDRESS, KEY))
    if not _NAME.fullmatch(model):
        raise KgError(f"{model!r} cannot be the name of a model", hint="Write it without spaces.")
    if not address:
        hint = (
            f"Set {ADDRESS} to that of yours, such as http://127.0.0.1:11434/v1: only there are texts sent."
        )
        raise KgError("no address is given at which to ask a model", where=ADDRESS, hint=hint)
    if not _URL.fullmatch(address):
        raise KgError("the value is no address", where=ADDRESS, hint="Begin it with https:// or http://.")
    if not key.isascii() or not key.isprintable():
        raise KgError("the value is not one line of ASCII", where=KEY)
    try:
        import openai  # noqa: F401  (it is used in a child, which would load it anew for each sentence)
    except ModuleNotFoundError as error:
        what = f"asking a model takes {error.name}, which is not installed"
        raise KgError(what, hint="Run pip install 'japan-mexico-kg[model]'.") from error
    return Endpoint(model, address, key, seconds)


def _content(body: bytes) -> str:
    """Return the text of the first choice of a completion; UnansweredError where there is none."""
    try:
        content = json.loads(body)["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise UnansweredError("what the endpoint sends is no completion of a chat") from error
    if not isinstance(content, str):
        raise UnansweredError("the answer holds no text")
    return content


def _reason(error: BaseException) -> str:
    """Return why nothing arrives: what the system says, if it says anything."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, OSError) and cause.strerror:
            return f"the endpoint cannot be reached: {cause.strerror}"
        cause = cause.__cause__ or cause.__context__
    return "the connection to the endpoint breaks off, or what answers speaks no HTTP"


def _plain(text: str, key: str) -> str:
    """Return the beginning of what an endpoint says on one line, the key left out."""
    return one_line(" ".join((text.replace(key, "…") if key else text).split()))[:200]
