"""Start the app: ``python -m app_pages.server.launcher --port 8501``; ``make run`` and every server do."""

from __future__ import annotations

import argparse
import os
import sys

from app_pages.server.sign_on.open_id import sign_on_file
from app_pages.server.web_app import LOCAL_HOSTS, SCRIPT, check_binding, make_app
from graphs.errors import GraphsError
from graphs.ledger import Home


def main() -> int:
    """Check where it may listen, then serve until it is stopped."""
    parser = argparse.ArgumentParser(prog="python -m app_pages.server.launcher")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8501)
    parser.add_argument("--name", action="append", default=[], help="a host name it answers to")
    parser.add_argument("--browser", action="store_true")
    options = parser.parse_args()
    home = Home.from_environment()
    try:
        check_binding(options.host, home)
    except GraphsError as error:
        sys.stderr.write(f"{error.message.zh}\n{error.message.en}\n")
        return 2
    named = [each for each in os.environ.get("GRAPHS_HOSTS", "").split(",") if each]
    hosts = tuple(dict.fromkeys([*LOCAL_HOSTS, options.host, *options.name, *named]))
    # The address that is asked about is the peer's own, never one that a header names.
    os.environ["FORWARDED_ALLOW_IPS"] = ""
    # Streamlit looks for its settings beside the script that was started.
    sys.argv = [str(SCRIPT)]
    declared = sign_on_file(home.folder)
    try:
        app = make_app(home, hosts=hosts, port=options.port)
    except GraphsError as error:
        sys.stderr.write(f"{error.message.zh}\n{error.message.en}\n")
        return 2
    app.run(
        config={
            # Whom the provider signs in by is read from there and from nowhere else.
            "secrets.files": [str(declared)] if declared.exists() else [],
            "server.address": options.host,
            "server.port": options.port,
            "server.headless": not options.browser,
            "server.showEmailPrompt": False,
        }
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
