#!/bin/sh
# Upgrade to another version: a proved backup first, and the way back if it does not start.
# Usage: upgrade.sh NEW_FOLDER   (an unpacked release with its own .venv beside /opt/graphs)
set -eu
new=${1:?the folder of the new version}
current=${GRAPHS_CURRENT:-/opt/graphs}
ports=${GRAPHS_PORTS:-8501 8502}
[ -x "$new/.venv/bin/python" ] || { echo "no environment in $new" >&2; exit 1; }
[ -L "$current" ] || { echo "$current is no link to a version" >&2; exit 1; }
old=$(readlink -f "$current")
(cd "$old" && deploy/backup.sh)
ln -sfn "$new" "$current.next" && mv -T "$current.next" "$current"
for port in $ports; do
	systemctl restart "graphs@$port"
	tries=0
	until curl -fsS "http://127.0.0.1:$port/healthz" >/dev/null; do
		tries=$((tries + 1))
		if [ "$tries" -gt 60 ]; then
			echo "port $port does not answer; back to $old" >&2
			ln -sfn "$old" "$current.next" && mv -T "$current.next" "$current"
			for each in $ports; do systemctl restart "graphs@$each"; done
			exit 1
		fi
		sleep 1
	done
done
echo "upgraded from $old to $new"
