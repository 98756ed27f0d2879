# Two commands matter: `make run` and `make test`. Works with GNU make 3.81 and later.
# Windows without make: the plain pip commands are in README.md.

PYTHON ?= $(shell for each in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	"$$each" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$$each"; break; }; done)
VENV ?= .venv
PORT ?= 8501
ARGS ?=
# Another machine's: make bundle BUNDLE="--target windows-x86_64 --python 3.12" (or linux-aarch64)
BUNDLE ?=

# What takes the time of something by the clock runs by itself. Benchmarks with limits near what they
# measure, of processor time, run two at a time with nothing else; the rest side by side. The
# planner's limits are many times what it takes, so that others beside it change no verdict.
BENCHES := tests/bench/test_network_bench.py
OTHER_BENCHES := $(filter-out $(BENCHES) tests/bench/test_planning_bench.py,$(wildcard tests/bench/test_*.py))
FEW_ROUNDS := --benchmark-max-time=0.1 --benchmark-min-rounds=3
SPEED := tests/browser/test_browser_speed.py
# Of two users only what compares their times; that a solve ends with its page does not.
ALONE := $(SPEED)::test_a_click_shows_its_card_within_200_ms_by_the_clock \
	$(SPEED)::test_two_thousand_nodes_are_painted_within_a_second_from_ready_data \
	tests/browser/journeys/test_browser_two_users.py::test_another_user_goes_on_while_somebody_solves

# Two workers for each processor: that of a browser waits for its page, others for a server that was
# frozen or a writer that was killed. With three on two, 21 minutes of user time took 24 by the clock.
WORKERS ?= $(shell $(VENV)/bin/python -c 'import os; print(min(4, 2 * os.cpu_count()))')
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
# A government network has no Internet: a folder of wheels is then the only source.
OFFLINE := $(if $(wildcard wheels/*.whl),--no-index --find-links wheels)
# pip compiles what it installs one file after another; by all processors it takes a fraction of the
# time. A package may hold a file that is for no Python: that is no fault of ours.
BYTECODE = $(BIN)/python -m compileall -qq -j 0 $(VENV)/lib || true
COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-header

.DEFAULT_GOAL := help
.PHONY: help run test check bundle release wheels lock docs bench clean

help: ## 列出命令 · list the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-8s %s\n", $$1, $$2}' Makefile

run: $(VENV)/run.stamp ## 安装并打开系统 · install what is missing and open the app
	@browser=; \
	if [ "$$(uname)" = Darwin ] || [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then browser=--browser; fi; \
	exec $(BIN)/python -m app_pages.server.launcher --port $(PORT) $$browser

# Where bytecode is kept nowhere, each of the suite's many processes would compile all it loads; what all
# of them load at once is compiled before, by as many processes as there are processors.
test: $(VENV)/test.stamp ## 全部测试（含浏览器与 PostgreSQL） · the whole suite, browser and PostgreSQL included
	@$(BIN)/python tests/ensure.py
	@unset PYTHONDONTWRITEBYTECODE; \
	if [ -n "$(ARGS)" ]; then exec $(BIN)/python -m pytest $(ARGS); fi; \
	$(BIN)/python -m compileall -q -j 0 graphs app_pages tests/support; \
	failed=0; \
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile \
		$(patsubst %,--ignore %,$(BENCHES) $(OTHER_BENCHES)) $(patsubst %,--deselect %,$(ALONE)) || failed=$$?; \
	others=$$(mktemp); \
	$(BIN)/python -m pytest $(OTHER_BENCHES) $(FEW_ROUNDS) -p no:cacheprovider >"$$others" 2>&1 & beside=$$!; \
	$(BIN)/python -m pytest $(BENCHES) $(FEW_ROUNDS) || failed=$$?; \
	wait $$beside || failed=$$?; \
	cat "$$others"; rm -f "$$others"; \
	$(BIN)/python -m pytest $(ALONE) || failed=$$?; \
	exit $$failed

check: $(VENV)/test.stamp ## 静态检查（文档测试属于 make test） · static checks; documentation is tested by make test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/biome lint --config-path=tests/canvas/lint.json --error-on-warnings graphs/scene tests/canvas

bundle: $(VENV)/run.stamp ## 免安装包到 dist/，双击即用 · a folder to start by double-click, nothing to install
	$(BIN)/python deploy/bundle.py $(BUNDLE)

release: ## 打出发布包到 dist/ · the release of this commit, for an office's server
	@mkdir -p dist
	@version=$$(sed -n 's/^version = "\(.*\)"/\1/p' pyproject.toml); \
	git archive --format=tar.gz --prefix="graphs-$$version/" --output "dist/graphs-$$version.tar.gz" HEAD && \
	echo "dist/graphs-$$version.tar.gz"

wheels: $(VENV)/python.stamp ## 收集离线安装包到 wheels/ · gather wheels for an offline make run
	$(PIP) download --require-hashes --requirement requirements.txt --dest wheels
	$(PIP) download --dest wheels hatchling editables
	@echo "wheels/ 已备好，连同项目拷走后照常 make run · ready: copy it with the project, then make run"

lock: $(VENV)/python.stamp ## 重新锁定依赖版本 · renew both locks
	$(PIP) install uv
	$(COMPILE) pyproject.toml --output-file requirements.txt
	$(COMPILE) tests/requirements.in --output-file tests/requirements.txt

docs: $(VENV)/run.stamp ## 由登记表重写文档中的表 · rewrite the tables of the manual from the registries
	$(BIN)/python -m graphs docs

bench: $(VENV)/test.stamp ## 性能测试（全部轮次） · the benchmarks, in all their sizes and rounds
	@$(BIN)/python tests/ensure.py
	$(BIN)/python -m pytest tests/bench -m "bench or not (national or soak)" $(ARGS)

clean: ## 删除虚拟环境与缓存（不动台账） · remove environment and caches, never a ledger
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache test-results
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/python.stamp:
	@if [ -z "$(PYTHON)" ]; then \
		echo "需要 Python 3.11 或更新 · Python 3.11 or newer is needed (or: make PYTHON=/path/to/python3)"; exit 1; fi
	@"$(PYTHON)" -c 'import venv, ensurepip' 2>/dev/null || { \
		echo "缺少 venv，请运行 · venv is missing, run: sudo apt-get install python3-venv"; exit 1; }
	@rm -rf $(VENV)
	@"$(PYTHON)" -m venv $(VENV)
	@touch $@

$(VENV)/run.stamp: requirements.txt pyproject.toml $(VENV)/python.stamp
	@echo "正在安装依赖，仅首次需要几分钟 · installing what the app needs; minutes, the first time only"
	@$(PIP) install $(OFFLINE) --no-compile --require-hashes --requirement requirements.txt
	@$(PIP) install $(OFFLINE) --no-deps --editable .
	@$(BYTECODE)
	@touch $@

$(VENV)/test.stamp: tests/requirements.txt $(VENV)/run.stamp
	@echo "正在安装测试工具 · installing the test tools"
	@$(PIP) install --no-compile --require-hashes --requirement tests/requirements.txt
	@$(BYTECODE)
	@touch $@
