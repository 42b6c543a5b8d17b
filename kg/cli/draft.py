"""The command that proposes annotations of a new document: `draft`."""

from __future__ import annotations

import contextlib
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg import project, terminal
from kg.cli import options

if TYPE_CHECKING:
    from kg.draft.propose import Drafted
    from kg.draft.recognized import Recognize
    from kg.project import Project


@click.command()
@options.source
@click.option(
    "--model", default="", metavar="NAME",
    help="Ask this language model too, at the address in OPENAI_BASE_URL. [default: none is asked]",
)  # fmt: skip
@click.option(
    "--wait", type=float, callback=options.finite, default=60, show_default=True, metavar="SECONDS",
    help="Wait so long for what the model answers to a sentence; 0 for no limit.",
)  # fmt: skip
@click.option(
    "--names", "pipeline", default="", metavar="PIPELINE",
    help="List names that this spaCy pipeline finds too, a package or a folder. [default: by rules alone]",
)  # fmt: skip
@click.option(
    "--again", is_flag=True,
    help="Draft anew what is still a draft, by the names known now; what was written into it is lost, as are"
    " rows and names that --model and --names have found, unless they are given again.",
)  # fmt: skip
@options.project
@options.limited(3600)
def draft(*, name: str, model: str, wait: float, pipeline: str, again: bool, folder: Path | None) -> None:
    """Propose passages and facts for NAME, a draft in seeds/; its .txt or .yaml may be given as well.

    Each sentence that no passage covers becomes one in seeds/NAME.yaml, with `status: draft`: its quote, cut
    by offset, the facts that its words allow, each with a confidence from 0 to 1, and as comments what else
    is found in it: known names, figures, periods. Names that nobody has told of are listed once, as lines for
    entities.yaml: the more of them it knows, the more a draft says, so name them and draft --again. Without
    that, what stands in the file stays as it is. Nothing is fetched.

    With --model each sentence that names a known thing is sent to the address in OPENAI_BASE_URL, that of any
    server that answers as OpenAI's does, with the key in OPENAI_API_KEY if there is one, and with nothing of
    the project but the names in it and the terms that fit. Of the answers only rows are kept whose words all
    stand in the sentence, which `kg build` would take and `kg check` would not hold against their words;
    they are marked as the model's. What is answered is
    written at once: after an end in between the same command goes on. It needs
    pip install 'japan-mexico-kg[model]'.

    With --names a spaCy pipeline that you have, the name of an installed package or the path of a folder,
    reads the sentences as well. What it takes for a person, an organization, a place, a law, an event or a
    product, or labels by the name of a class, joins the names that nobody has told of, with the class that
    its label suggests: candidates, never facts. Names that rules find stay as they are; those without a class
    get one from the label. It runs on this machine, without network; like any package it is code of those who
    made it. It needs pip install 'japan-mexico-kg[names]'.

    Correct a passage and accept it on the page of `kg review`, or by removing its line `status: draft`;
    `kg build` leaves the others out and names them, `kg check` holds them against their words already.

    \b
    Examples:
      kg add talks.txt && kg draft talks
      kg draft talks --again
      OPENAI_BASE_URL=http://127.0.0.1:11434/v1 kg draft talks --model qwen3
      kg draft kaidan --names ja_ginza
    """
    from kg.draft.propose import draft as drafted
    from kg.draft.recognized import nothing, recognizer
    from kg.review.anew import undrafted

    found, recognize = project.written(folder), recognizer(pipeline) if pipeline else nothing
    with undrafted(found.seeds / f"{name}.yaml") if again else contextlib.nullcontext():
        done = (
            _helped(model, wait, name, found, recognize)
            if model
            else drafted(found.seeds, name, found.vocabulary, recognize)
        )
    terminal.show(
        f"sentences      {done.sentences:>5,}\nfacts          {done.rows:>5,}\n"
        f"unknown names  {len(done.unknown):>5,}\n"
    )
    terminal.tell(f"Wrote {options.shown(done.file)}")
    if done.unknown:
        ways = (("--model", model), ("--names", pipeline))
        again_so = " ".join(
            [f"kg draft {name} --again", *(f"{way} {shlex.quote(given)}" for way, given in ways if given)]
        )
        known = f"write those names that matter into seeds/entities.yaml and {again_so}"
        terminal.tell(f"Next: {known}, or make them known in the review.")
    terminal.tell(f"Next: kg review {name}, or correct each passage and remove its line `status: draft`.")


def _helped(model: str, wait: float, name: str, found: Project, recognize: Recognize) -> Drafted:
    """Return what was drafted with the help of a model, telling what came of its answers."""
    from kg.check.words import against_words
    from kg.draft.endpoint import endpoint
    from kg.draft.helped import draft_with

    asked, words = endpoint(model, wait), found.vocabulary
    helped = draft_with(asked, found.seeds, name, words, recognize, doubts=against_words, tell=terminal.tell)
    terminal.show(
        f"from the model {helped.kept:>5,}\nrefused        {helped.refused:>5,}\n"
        f"not answered   {helped.unanswered:>5,}\n"
    )
    return helped.drafted
