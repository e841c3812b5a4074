# Carries what lies on the orchestrator to factories, to all at the same time:
# spread.sh RUN_DIR FACTORY...
set -u
run=$1
shift
cd "$run" || exit 1
logs=$run/job/spread
mkdir -p "$logs"
for factory in "$@"; do
  {
    rsync -rlptRz --timeout=60 -e "ssh -F \"$run/ssh/config\"" \
      ./ssh/id_ed25519 ./runnable ./workdir "$factory:$run/" >"$logs/$factory" 2>&1
    code=$?
    [ "$code" -eq 0 ] || printf '%s: rsync ended with %s: %s\n' "$factory" "$code" \
      "$(tail -n 5 "$logs/$factory")" >>"$logs/failed"
  } &
done
wait
[ ! -e "$logs/failed" ] || { cat "$logs/failed" >&2; rm -f "$logs/failed"; exit 1; }
