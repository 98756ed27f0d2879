#!/bin/sh
# Upgrade to another version: a proved backup first, and the way back if it does not start.
# Usage: upgrade.sh NEW_FOLDER   (an unpacked release with its own .venv beside /opt/graphs)
set -eu
new=$(readlink -f "${1:?the folder of the new version}")
current=${GRAPHS_CURRENT:-/opt/graphs}
ports=${GRAPHS_PORTS:-8501 8502}
patience=${GRAPHS_PATIENCE:-60}
units=${GRAPHS_UNITS:-/etc/systemd/system}
[ -x "$new/.venv/bin/python" ] || { echo "no environment in $new: run make .venv/run.stamp there" >&2; exit 1; }
[ -L "$current" ] || { echo "$current is no link to a version" >&2; exit 1; }
old=$(readlink -f "$current")
[ "$new" != "$old" ] || { echo "$new is the version in use" >&2; exit 1; }
# As its unit does it: with the settings, the token and the account that the office has.
systemctl start graphs-backup || { echo "no proved backup (journalctl -u graphs-backup); nothing was changed" >&2; exit 1; }

lead_to() {
	ln -sfn "$1" "$current.next" && mv -T "$current.next" "$current"
	# The units are the version's own. Copied: enabling a link would tie it to one version's folder.
	cp "$1/deploy/graphs@.service" "$1"/deploy/graphs-backup.* "$units/"
	systemctl daemon-reload
}

answers() {
	tries=0
	until curl -fsS --max-time 10 "http://127.0.0.1:$1/healthz" >/dev/null 2>&1; do
		tries=$((tries + 1))
		[ "$tries" -lt "$patience" ] || return 1
		sleep 1
	done
}

lead_to "$new"
for port in $ports; do
	systemctl restart "graphs@$port" || true
	answers "$port" && continue
	echo "port $port does not answer; back to $old" >&2
	lead_to "$old"
	for each in $ports; do
		systemctl restart "graphs@$each" || true
		answers "$each" || echo "port $each does not answer with $old either: restore the backup" >&2
	done
	exit 1
done
echo "upgraded from $old to $new"
