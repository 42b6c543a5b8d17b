"""A folder of pages in a real browser, opened from the folder or from a plain web server."""

import contextlib
import functools
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

from browsing import SIZES


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@contextlib.contextmanager
def on_the_web(folder):
    """Give the address of a web server that shows what is in a folder."""
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=folder)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@contextlib.contextmanager
def visiting(browser, base):
    """Give what opens a page below an address; fail on what it asks of others, or complains of."""
    wrong, contexts = [], []

    def open_page(name: str, size: str = "wide", **media):
        context = browser.new_context(viewport=SIZES[size], **media)
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        own = (base, f"blob:{base.partition('://')[0]}://", "blob:null/")
        page.on("request", lambda asked: None if asked.url.startswith(own) else wrong.append(asked.url))
        page.on("requestfailed", lambda asked: wrong.append(asked.url))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda message: wrong.append(message.text))
        page.goto(f"{base}{name}")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert wrong == []
