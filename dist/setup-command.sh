# Runs one of `setup_cmds` in the user's own shell, once, and shows its last words when it fails:
# setup-command.sh RUN_DIR NAME COMMAND
# After a lost connection it is asked for again: the second waits for the first, and tells of that. The
# output goes to a file, or the first would end when nobody reads it any more, with its work half done.
# A host need not have flock(1); where it has none, both may run at the same time.
set -u
at=$1/setup/$2
mkdir -p "$1/setup" || exit 1
exec 9>"$at.lock"
if command -v flock >/dev/null; then flock 9; fi
code=$(cat "$at.code" 2>/dev/null) || {
  # What it leaves running must not hold the lock.
  "${SHELL:-/bin/sh}" -c "$3" >"$at.log" 2>&1 9>&-
  code=$?
  echo "$code" >"$at.code.new" && mv "$at.code.new" "$at.code"
}
[ "$code" -eq 0 ] || tail -n 20 "$at.log"
exit "$code"
