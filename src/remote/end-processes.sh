# Ends every process of this user whose environment holds NAME=VALUE: end-processes.sh NAME=VALUE...
# The ones that ask for it carry another mark, or none.
set -u
marked() {
  for process in /proc/[0-9]*; do
    [ -r "$process/environ" ] || continue
    environment=$(tr '\0' '\n' <"$process/environ" 2>/dev/null) || continue
    for mark in "$@"; do
      case "
$environment
" in *"
$mark
"*) printf '%s\n' "${process#/proc/}" && break ;; esac
    done
  done
}
found=$(marked "$@")
[ -n "$found" ] || exit 0
# One word a process.
# shellcheck disable=SC2086
kill -TERM $found 2>/dev/null
for _ in 1 2 3 4 5 6 7 8 9 10; do
  left=
  for pid in $found; do
    if kill -0 "$pid" 2>/dev/null; then left="$left $pid"; fi
  done
  [ -n "$left" ] || break
  sleep 0.2
done
# Those that would not go, and those that were begun meanwhile.
found=$(marked "$@")
# shellcheck disable=SC2086
[ -z "$found" ] || kill -KILL $found 2>/dev/null
exit 0
