#!/bin/sh
# 双击或运行本文件即打开系统 · double-click or run this to open the app. No installation, no administrator.
case $0 in */*) cd "${0%/*}" || exit 1 ;; esac
here=$(pwd)
read -r version <"$here/python-version"
GRAPHS_HOME=${GRAPHS_HOME:-"$here/ledgers"}
PYTHONPATH="$here/app:$here/site-packages"
PYTHONNOUSERSITE=1
PYTHONDONTWRITEBYTECODE=${PYTHONDONTWRITEBYTECODE:-}
export GRAPHS_HOME PYTHONPATH PYTHONNOUSERSITE PYTHONDONTWRITEBYTECODE
port=${PORT:-8501}
fits() { "$1" -c "import sys, ssl, sqlite3; sys.exit('%d.%d' % sys.version_info[:2] != '$version')" 2>/dev/null; }
system=$LD_LIBRARY_PATH
python=
for each in "$here/python/bin/python3" "python$version" python3; do
	case $each in
	"$here"/*) LD_LIBRARY_PATH="$here/python/libs${system:+:$system}" && export LD_LIBRARY_PATH ;;
	*) LD_LIBRARY_PATH=$system ;;
	esac
	if fits "$each"; then
		python=$each
		break
	fi
done
if [ -z "$python" ]; then
	echo "需要 Python $version · Python $version is needed (apt-get install python$version)" >&2
	exit 1
fi
cd "$here/app" || exit 1
# A browser opens with the system's own libraries once the page is there.
if [ -n "$DISPLAY$WAYLAND_DISPLAY" ] && command -v xdg-open >/dev/null; then
	(
		"$python" -c "
import time, urllib.request
for _ in range(120):
    try:
        urllib.request.urlopen('http://127.0.0.1:$port/healthz', timeout=5); break
    except OSError as error:
        if getattr(error, 'code', 0): break
        time.sleep(0.5)
"
		LD_LIBRARY_PATH=$system PYTHONPATH='' xdg-open "http://127.0.0.1:$port/"
	) &
fi
exec "$python" -m app_pages.server.launcher --port "$port"
