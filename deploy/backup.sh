#!/bin/sh
# Back up a ledger, restore the backup in a home of its own, and keep it only if its proof holds.
# Settings: GRAPHS_HOME, GRAPHS_TOKEN, BACKUP_LEDGER (shared), BACKUP_FOLDER, BACKUP_KEPT (30).
set -eu
umask 077
python=${PYTHON:-.venv/bin/python}
ledger=${BACKUP_LEDGER:-shared}
folder=${BACKUP_FOLDER:-/var/lib/graphs/backups}
kept=${BACKUP_KEPT:-30}
mkdir -p "$folder"
target="$folder/$ledger-$(date -u +%Y%m%dT%H%M%SZ).zip"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
said=$("$python" -m graphs backup "$target.part.zip" --ledger "$ledger" --lang en)
digest=$(printf '%s\n' "$said" | sed -n 's/.*digest \([0-9a-f]\{16,\}\).*/\1/p')
[ -n "$digest" ] || { echo "no digest: $said" >&2; exit 1; }
# The proof: a home with no account and no shared database, and the digest that was noted.
if env -u LEDGER_URL -u GRAPHS_TOKEN GRAPHS_HOME="$scratch" \
	"$python" -m graphs restore "$target.part.zip" proof --expect "$digest" --lang en; then
	mv "$target.part.zip" "$target"
	printf '%s  %s\n' "$digest" "$(basename "$target")" >>"$folder/digests.txt"
else
	echo "the backup could not be restored: $target.part.zip" >&2
	exit 1
fi
# shellcheck disable=SC2012
ls -1t "$folder/$ledger"-*.zip | tail -n +"$((kept + 1))" | xargs -r rm -f --
