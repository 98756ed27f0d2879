"""Gather everything for a desk without Internet and without an administrator into one folder.

``python deploy/bundle.py --target linux-x86_64`` (or linux-aarch64, windows-x86_64): the app, every
library of the lock as the target needs it, a Python where this machine is of the same kind, and a
start script to double-click. Libraries come with their digests from the lock, nothing else does.
"""

from __future__ import annotations

import argparse
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]
TAKEN = (
    "app_pages", "data", "docs", "graphs", ".streamlit", "streamlit_app.py", "pyproject.toml",
    "requirements.txt", "README.md", "CHANGELOG.md",
)  # fmt: skip
_GLIBC = (*(f"manylinux_2_{n}" for n in range(34, 16, -1)), "manylinux2014")
# What every Linux brings itself, and must not be another one's.
_SYSTEM = re.compile(r"(ld-linux.*|linux-vdso|lib(c|m|dl|rt|util|pthread|resolv|nsl))\.so.*")
_LEFT_OUT = ("test", "idlelib", "tkinter", "turtledemo", "lib2to3", "ensurepip", "site-packages",
             "__pycache__", "config-*")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A kind of machine: what its wheels are called, and what conditions of the lock see there."""

    tags: tuple[str, ...]
    system: str
    sys_platform: str
    machine: str

    def conditions(self, version: str) -> Mapping[str, str]:
        """Return what a condition of the lock is asked about."""
        return {
            "sys_platform": self.sys_platform,
            "platform_system": self.system,
            "os_name": "nt" if self.system == "Windows" else "posix",
            "platform_machine": self.machine,
            "platform_python_implementation": "CPython",
            "implementation_name": "cpython",
            "python_version": version,
            "python_full_version": f"{version}.0",
        }


TARGETS: Mapping[str, Target] = {
    "linux-x86_64": Target(
        tags=tuple(f"{each}_x86_64" for each in _GLIBC),
        system="Linux", sys_platform="linux", machine="x86_64",
    ),
    "linux-aarch64": Target(
        tags=tuple(f"{each}_aarch64" for each in _GLIBC),
        system="Linux", sys_platform="linux", machine="aarch64",
    ),
    "windows-x86_64": Target(
        tags=("win_amd64",), system="Windows", sys_platform="win32", machine="AMD64"
    ),
}  # fmt: skip


def main() -> int:
    """Gather the bundle of one target."""
    own = f"{platform.system().lower()}-{platform.machine()}"
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    parser = argparse.ArgumentParser(prog="python deploy/bundle.py", description=__doc__)
    parser.add_argument("--target", choices=sorted(TARGETS), default=own)
    parser.add_argument("--python", default=version, help="the version of Python it is for")
    parser.add_argument("--into", type=Path, default=ROOT / "dist")
    options = parser.parse_args()
    folder = options.into / f"graphs-{options.target}"
    shutil.rmtree(folder, ignore_errors=True)
    app = folder / "app"
    app.mkdir(parents=True)
    for name in TAKEN:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy2
        copy(ROOT / name, app / name, **_ignoring(ROOT / name))
    libraries(TARGETS[options.target], options.python, folder / "site-packages")
    known_by(folder / "site-packages")
    (folder / "python-version").write_text(f"{options.python}\n", encoding="ascii")
    scripts = "windows" if options.target.startswith("windows") else "linux"
    for each in sorted((ROOT / "deploy" / "desk" / scripts).iterdir()):
        shutil.copy2(each, folder / each.name)
    brought = options.target == own and options.python == version and own.startswith("linux")
    if brought:
        own_python(folder / "python")
    sys.stdout.write(f"{folder}\n{'with' if brought else 'WITHOUT'} Python {options.python}\n")
    return 0


def _ignoring(path: Path) -> dict[str, object]:
    return {"ignore": shutil.ignore_patterns("__pycache__")} if path.is_dir() else {}


def locked(target: Target, version: str) -> Iterator[str]:
    """Return the entries of the lock that a target needs, with their digests, without conditions."""
    words = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    for entry in re.split(r"\n(?=[A-Za-z0-9])", re.sub(r"(?m)^\s*#.*\n?", "", words).strip()):
        head, *digests = entry.replace("\\\n", "\n").split("\n")
        found = Requirement(head.strip())
        if found.marker is None or found.marker.evaluate({**target.conditions(version)}):
            rest = " ".join(each.strip() for each in digests if each.strip())
            yield f"{found.name}{found.specifier} {rest}"


def libraries(target: Target, version: str, folder: Path) -> None:
    """Put every library of the lock into a folder, as the target needs it."""
    with tempfile.TemporaryDirectory() as scratch:
        wanted = Path(scratch) / "requirements.txt"
        wanted.write_text("\n".join(locked(target, version)), encoding="utf-8")
        tags = [word for each in target.tags for word in ("--platform", each)]
        subprocess.run(
            [
                sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--quiet",
                "--require-hashes", "--no-deps", "--only-binary=:all:", "--no-compile",
                "--implementation", "cp", "--python-version", version, *tags,
                "--target", str(folder), "--requirement", str(wanted),
            ],
            check=True,
        )  # fmt: skip


def known_by(folder: Path) -> None:
    """Let libraries know the app as installed: Streamlit looks for its components there."""
    about = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    info = folder / f"{about['name']}-{about['version']}.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {about['name']}\nVersion: {about['version']}\n"
        "Requires-Dist: streamlit\n",
        encoding="utf-8",
    )


def own_python(folder: Path) -> None:
    """Copy the Python this runs on, with the shared libraries it was built against."""
    base, version = Path(sys.base_prefix), f"python{sys.version_info[0]}.{sys.version_info[1]}"
    for part in ("bin", "libs"):
        (folder / part).mkdir(parents=True)
    program = folder / "bin" / "python3"
    shutil.copy2((base / "bin" / version).resolve(), program)
    library = folder / "lib" / version
    shutil.copytree(base / "lib" / version, library, ignore=shutil.ignore_patterns(*_LEFT_OUT))
    for each in (program, *library.glob("lib-dynload/*.so")):
        said = subprocess.run(["ldd", str(each)], capture_output=True, text=True, check=True).stdout
        for name, path in re.findall(r"(\S+) => (/\S+)", said):
            if not _SYSTEM.fullmatch(name) and not (folder / "libs" / name).exists():
                shutil.copy2(Path(path).resolve(), folder / "libs" / name)


if __name__ == "__main__":
    raise SystemExit(main())
