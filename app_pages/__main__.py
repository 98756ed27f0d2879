"""Start the app: ``python -m app_pages --port 8501``; ``make run`` and every server do."""

from __future__ import annotations

import argparse
import os
import sys

from app_pages.server.web_app import LOCAL_HOSTS, SCRIPT, check_binding, make_app
from graphs.errors import GraphsError
from graphs.ledger import Home


def main() -> int:
    """Check where it may listen, then serve until it is stopped."""
    parser = argparse.ArgumentParser(prog="python -m app_pages")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8501)
    parser.add_argument("--name", action="append", default=[], help="a host name it answers to")
    parser.add_argument("--browser", action="store_true")
    options = parser.parse_args()
    home = Home.from_environment()
    try:
        check_binding(options.host, home)
    except GraphsError as error:
        print(error.message.zh, error.message.en, sep="\n", file=sys.stderr)  # noqa: T201  # a command
        return 2
    named = [each for each in os.environ.get("GRAPHS_HOSTS", "").split(",") if each]
    hosts = tuple(dict.fromkeys([*LOCAL_HOSTS, options.host, *options.name, *named]))
    # Streamlit looks for its settings beside the script that was started.
    sys.argv = [str(SCRIPT)]
    make_app(home, hosts=hosts).run(
        config={
            "server.address": options.host,
            "server.port": options.port,
            "server.headless": not options.browser,
            "server.showEmailPrompt": False,
        }
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
