# Takes everything of a run away from a node; what is not there is no failure:
# release.sh RUN_DIR MEMORY_DIR ID KEEP [BEGAN]
# With KEEP=yes the folder stays for a look, without secrets and without the cluster's key. With KEEP=results
# its results stay, where there are any, and what it takes to bring them home and to remove them: it says
# `stays`; with KEEP=workdir the workdir, too. With BEGAN nothing is touched where another process of the
# run, which began at another time, has the folder.
# `supervising`, `end_processes` and `edit_authorized_keys` stand before it.
set -u
failed=
run=$1 memory=$2 id=$3 keep=$4 began=${5-}
holder=$(readlink "$run/began")
if [ -n "$began" ] && [ "${holder:-$began}" != "$began" ]; then exit 0; fi
rm -rf "$memory" "$run/secrets"
if supervising "$run"; then
  kill -TERM "$(cat "$run/job/supervisor")" 2>/dev/null
  for _ in 1 2 3 4 5 6 7 8 9 10; do
    supervising "$run" || break
    sleep 0.3
  done
fi
# First what could still change something here, then the way in, then whoever came in by it.
end_processes "FLAMBE_ACTION_NODE=$id"
edit_authorized_keys "$id" || failed=yes
made=$(cat "$run/made" 2>/dev/null)
if [ -n "$made" ] && [ ! -s "$HOME/.ssh/authorized_keys" ]; then
  rm -f "$HOME/.ssh/authorized_keys"
  [ "$made" != folder ] || rmdir "$HOME/.ssh" 2>/dev/null
fi
end_processes "FLAMBE_ACTION_ID=$id" "FLAMBE_ACTION_NODE=$id"

gone() {
  [ -e "$1" ] || [ -L "$1" ] || return 0
  # Jobs leave folders that even their owner may not change: Go's module cache is one.
  rm -rf "$1" 2>/dev/null || { chmod -R u+rwX "$1" 2>/dev/null; rm -rf "$1" 2>&1 | tail -n 3 >&2; }
  [ ! -e "$1" ] || failed=yes
}
# Whether there is anything to bring home: not what came from there. Of what a job has closed to its
# owner nothing could be.
made_any() {
  set -- "$run/results" ${output:+"$output"}
  [ "$keep" = results ] || set -- "$@" "$run/workdir"
  chmod -R u+rwX "$@" 2>/dev/null
  [ -n "$(find "$@" -path '*/output__*/_resources' -prune -o ! -type d -print 2>/dev/null | head -n 1)" ]
}
gone "$memory"
gone "$run/secrets"
# What a run of flambé has outside of its folder.
[ "$(readlink "$HOME/.flambe-action/flambe")" != "$run" ] || rm -f "$HOME/.flambe-action/flambe"
gone "/tmp/flambe-ray-${id##*-}"
if [ -e "$run/made-flambe" ]; then
  rm -f "$HOME/.flambe/logs/log.log"*
  rmdir "$HOME/.flambe/logs" "$HOME/.flambe" 2>/dev/null
fi
gone "$run/ssh"
output=$(cat "$run/made-output" 2>/dev/null)
if [ "$keep" = yes ]; then
  # A machine made for the run waits for its deadline instead of its runner (guard.sh).
  lease=/var/lib/flambe-action/lease
  [ ! -e "$lease" ] || echo stay >"$lease"
elif [ "$keep" != no ] && made_any; then
  echo stays
  for path in "$run"/* "$run"/.[!.]*; do
    case ${path##*/} in
      began | bin | job | results | made-output | "$keep") ;;
      *) gone "$path" ;;
    esac
  done
  # From where globs are looked for another time (collect.sh).
  mkdir -p "$run/workdir"
else
  if [ -n "$output" ]; then
    gone "$output"
    rmdir "$(dirname "$output")" 2>/dev/null
  fi
  gone "$run"
  rmdir "$HOME/.flambe-action" 2>/dev/null
fi
[ -z "$failed" ]
