"""See that a browser, a Chinese font, PostgreSQL and nginx are there; install what can be.

Run by ``make test`` before the suite; says in one line for each what it found or did.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path

BROWSERS = (
    "chromium-headless-shell",  # without the windows nobody looks at: a tenth of the processor time
    "chromium",
    "chromium-browser",
    "google-chrome",
    "microsoft-edge",
)
FONT_PACKAGES = ("fonts-noto-cjk", "fonts-wqy-zenhei")
MAC_BROWSERS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
SERVER_FOLDERS = (
    ("/usr/lib/postgresql", "*/bin"),
    ("/usr/pgsql", "*/bin"),
    ("/opt/homebrew/opt", "postgresql*/bin"),
    ("/usr/local/opt", "postgresql*/bin"),
)


def find_browser() -> Path | None:
    """Return the Chromium of this machine: ``$CHROMIUM``, else the first on the path."""
    told = os.environ.get("CHROMIUM")
    if told:
        return Path(told)
    found = (Path(path) for path in map(shutil.which, BROWSERS) if path)
    installed = (Path(path) for path in MAC_BROWSERS if Path(path).exists())
    return next((path for path in (*found, *installed) if not is_snap(path)), None)


def is_snap(path: Path) -> bool:
    """Tell Ubuntu's snap and its stub, which cannot be driven, from a browser."""
    real = path.resolve()
    if "snap" in real.parts or real.name == "snap":
        return True
    return real.stat().st_size < 10_000 and b"/snap/bin" in real.read_bytes()


def find_own_browser() -> Path | None:
    """Return the Chromium that Playwright has downloaded for itself, if it has."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    return path if path.exists() else None


def find_server() -> Path | None:
    """Return the folder with ``initdb`` and ``postgres``, the newest version first."""
    on_path = shutil.which("initdb")
    folders = [Path(on_path).parent] if on_path else []
    for root, pattern in SERVER_FOLDERS:
        folders += sorted(Path(root).glob(pattern), key=_version, reverse=True)
    return next((folder for folder in folders if (folder / "postgres").exists()), None)


def find_proxy() -> Path | None:
    """Return nginx, which Debian keeps off the path of ordinary users."""
    found = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
    return Path(found) if found else None


def _version(folder: Path) -> int:
    digits = "".join(filter(str.isdigit, folder.parent.name))
    return int(digits or 0)


def has_chinese_font() -> bool:
    """Tell whether Chinese can be drawn; macOS and Windows bring a font."""
    if platform.system() != "Linux":
        return True
    if not shutil.which("fc-list"):
        return False
    return bool(_output(["fc-list", ":lang=zh"]).strip())


def may_install() -> bool:
    """Tell whether Debian's packages can be installed here without asking anyone."""
    return bool(shutil.which("apt-get")) and hasattr(os, "geteuid") and os.geteuid() == 0


def is_ubuntu() -> bool:
    """Ubuntu's package ``chromium`` only calls a snap."""
    release = Path("/etc/os-release")
    return release.exists() and "ID=ubuntu" in release.read_text(encoding="utf-8")


def main() -> int:
    """Return 0 when everything the suite needs is there."""
    present = [_browser(), _font(), _server(), _proxy()]
    return 0 if all(present) else 1


def _browser() -> bool:
    found = find_browser() or find_own_browser()
    if found:
        return _tell(True, "浏览器", "browser", str(found))
    if may_install() and not is_ubuntu():
        for package in BROWSERS[:2]:
            if _apt(package):
                return _tell(True, "浏览器", "browser", f"apt-get install {package}")
    flags = ["--with-deps"] if may_install() else []
    if _run([sys.executable, "-m", "playwright", "install", *flags, "chromium"]):
        return _tell(True, "浏览器", "browser", "playwright install chromium")
    return _tell(
        False,
        "浏览器",
        "browser",
        "sudo apt-get install chromium (Debian) · "
        f"{sys.executable} -m playwright install --with-deps chromium · or set CHROMIUM=/path",
    )


def _font() -> bool:
    if has_chinese_font():
        return _tell(True, "中文字体", "Chinese font", "present")
    if may_install():
        for package in FONT_PACKAGES:
            if _apt("fontconfig", package) and has_chinese_font():
                return _tell(True, "中文字体", "Chinese font", f"apt-get install {package}")
    return _tell(False, "中文字体", "Chinese font", "sudo apt-get install fonts-noto-cjk")


def _server() -> bool:
    if os.environ.get("TEST_POSTGRES_URL"):
        return _tell(True, "PostgreSQL", "PostgreSQL", "TEST_POSTGRES_URL")
    found = find_server()
    if found:
        return _tell(True, "PostgreSQL", "PostgreSQL", str(found))
    if may_install() and _apt("postgresql") and find_server():
        return _tell(True, "PostgreSQL", "PostgreSQL", "apt-get install postgresql")
    how = (
        "brew install postgresql@16"
        if platform.system() == "Darwin"
        else ("sudo apt-get install postgresql")
    )
    return _tell(False, "PostgreSQL", "PostgreSQL", how)


def _proxy() -> bool:
    found = find_proxy()
    if found is None and may_install() and _apt("nginx-light"):
        found = find_proxy()
    how = "brew install nginx" if platform.system() == "Darwin" else "sudo apt-get install nginx"
    return _tell(found is not None, "nginx", "nginx", str(found) if found else how)


def _tell(present: bool, chinese: str, english: str, what: str) -> bool:
    name = chinese if chinese == english else f"{chinese} · {english}"
    if present:
        print(f"{name}: {what}")
    else:
        print(f"{name}: 缺少，请运行 · missing, run: {what}", file=sys.stderr)
    return present


@cache
def _fresh_lists() -> bool:
    # A fresh machine has no lists, an old one stale lists: both fail to install without this.
    return _run(["apt-get", "update", "-qq"])


def _apt(*packages: str) -> bool:
    _fresh_lists()
    return _run(["apt-get", "install", "-qq", "-y", "--no-install-recommends", *packages])


def _run(command: Iterable[str]) -> bool:
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(
        list(command),
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode:
        print(done.stderr.strip()[-400:], file=sys.stderr)
    return done.returncode == 0


def _output(command: list[str]) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


if __name__ == "__main__":
    sys.exit(main())
