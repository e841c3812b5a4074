# Ends every process of this user whose environment holds NAME=VALUE, and what else is in a session
# (setsid(2)) with one: end-processes.sh NAME=VALUE...
# The ones that ask for it carry another mark, or none.
set -u
# Processes come and go while they are looked at.
exec 2>/dev/null
session_of() {
  read -r stat <"$1/stat" || return 1
  # Behind the command's name, which may hold anything: state, parent, group, session (proc(5)).
  # shellcheck disable=SC2086
  set -- ${stat##*) }
  session=${4-0}
}
marked() {
  sessions=' '
  for process in /proc/[0-9]*; do
    [ -r "$process/environ" ] || continue
    environment=$(tr '\0' '\n' <"$process/environ") || continue
    for mark in "$@"; do
      case "
$environment
" in *"
$mark
"*)
        printf '%s\n' "${process#/proc/}"
        if session_of "$process" && [ "$session" -gt 0 ]; then sessions="$sessions$session "; fi
        break
        ;;
      esac
    done
  done
  for process in /proc/[0-9]*; do
    session_of "$process" || continue
    case $sessions in *" $session "*) printf '%s\n' "${process#/proc/}" ;; esac
  done
}
found=$(marked "$@")
[ -n "$found" ] || exit 0
# One word a process.
# shellcheck disable=SC2086
kill -TERM $found
for pause in 0.02 0.03 0.05 0.1 0.2 0.2 0.2 0.2 0.2 0.2 0.2 0.2 0.2; do
  left=
  for pid in $found; do
    if kill -0 "$pid"; then left="$left $pid"; fi
  done
  [ -n "$left" ] || break
  sleep "$pause"
done
# Those that would not go, and those that were begun meanwhile.
# shellcheck disable=SC2046,SC2086
kill -KILL $left $(marked "$@")
exit 0
