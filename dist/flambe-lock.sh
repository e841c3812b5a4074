# Takes this node for a run of flambé, whose ports are the same in every run:
# flambe-lock.sh RUN_DIR FORCE SECONDS
# `held=ID` and code 3 when another run has it; with FORCE=yes that one is ended. Not longer than SECONDS.
set -u
run=$1 force=$2 seconds=$3
lock=$HOME/.flambe-action/flambe
mkdir -p "$HOME/.flambe-action"

printf '%s\n' "$(($(date +%s) + seconds))" >"$run/until"
# What guards a run's secrets on a node lives as long as its job, once it was started.
lives() {
  [ -d "$1" ] && [ ! -e "$1/job/exit" ] && [ "$(date +%s)" -lt "$(cat "$1/until")" ] || return 1
  [ -e "$1/held" ] || return 0
  for process in /proc/[0-9]*; do
    case $(tr '\0' ' ' <"$process/cmdline") in *" $1/bin/hold.sh "*) return 0 ;; esac
  done 2>/dev/null
  return 1
}

tries=0
until ln -sT "$run" "$lock" 2>/dev/null; do
  tries=$((tries + 1))
  [ "$tries" -lt 20 ] || { echo "$lock cannot be had" >&2; exit 1; }
  holder=$(readlink "$lock") || continue
  [ "$holder" != "$run" ] || exit 0
  if lives "$holder" 2>/dev/null; then
    id=$(basename "$holder")
    id=${id#flambe-action-}
    [ "$force" = yes ] || { printf 'held=%s\n' "$id"; exit 3; }
    if [ -e "$holder/job/supervisor" ]; then kill -TERM "$(cat "$holder/job/supervisor")" 2>/dev/null; fi
    sh "$holder/bin/end-processes.sh" "FLAMBE_ACTION_ID=$id" 2>/dev/null
  fi
  # Of two that find it without an owner one moves it away; the other may move away a new one.
  mv -T "$lock" "$lock.$$" 2>/dev/null || continue
  [ "$(readlink "$lock.$$")" = "$holder" ] || ln -sT "$(readlink "$lock.$$")" "$lock" 2>/dev/null
  rm -f "$lock.$$"
done
