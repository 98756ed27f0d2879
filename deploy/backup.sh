#!/bin/sh
# Back up a ledger, restore the backup in a home of its own, and keep it only if its proof holds;
# beside it the accounts and the declared sign-on, which are in no ledger.
# Settings: GRAPHS_HOME, GRAPHS_TOKEN, BACKUP_LEDGER (shared), BACKUP_FOLDER, BACKUP_KEPT (30).
set -eu
umask 077
python=${PYTHON:-.venv/bin/python}
ledger=${BACKUP_LEDGER:-shared}
folder=${BACKUP_FOLDER:-/var/lib/graphs/backups}
kept=${BACKUP_KEPT:-30}
mkdir -p "$folder"
name="$ledger-$(date -u +%Y%m%dT%H%M%SZ)"
unproved="$folder/unproved-$ledger.zip"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
rm -f "$unproved"
said=$("$python" -m graphs backup "$unproved" --ledger "$ledger" --lang en)
digest=$(printf '%s\n' "$said" | sed -n 's/.*digest \([0-9a-f]\{16,\}\).*/\1/p')
[ -n "$digest" ] || { echo "no digest: $said" >&2; exit 1; }
# The proof: a home with no account and no shared database, and the digest that was noted.
if ! env -u LEDGER_URL -u GRAPHS_TOKEN GRAPHS_HOME="$scratch" \
	"$python" -m graphs restore "$unproved" proof --expect "$digest" --lang en; then
	echo "the backup could not be restored: $unproved" >&2
	exit 1
fi
mv "$unproved" "$folder/$name.zip"
printf '%s  %s\n' "$digest" "$name.zip" >>"$folder/digests.txt"
set --
for file in access/accounts.json access/sign_on.toml; do
	[ ! -f "${GRAPHS_HOME:-.}/$file" ] || set -- "$@" "$file"
done
[ $# -eq 0 ] || tar -C "$GRAPHS_HOME" -czf "$folder/access-$name.tar.gz" "$@"
for kind in "$ledger-*.zip" "access-$ledger-*.tar.gz"; do
	find "$folder" -maxdepth 1 -name "$kind" | sort -r | tail -n +"$((kept + 1))" | xargs -r rm -f --
done
