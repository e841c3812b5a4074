# Carries what lies on the orchestrator to factories, to all at the same time; not what they have in
# KEPT, the folder of an earlier run: spread.sh RUN_DIR KEPT FACTORY...
set -u
run=$1 kept=$2
shift 2
cd "$run" || exit 1
logs=$run/job/spread
mkdir -p "$logs"
for factory in "$@"; do
  {
    for pause in 1 2 3 0; do
      rsync -rlptRz --partial --timeout=60 -e "ssh -F \"$run/ssh/config\"" \
        ${kept:+--checksum "--copy-dest=$kept"} \
        ./ssh/id_ed25519 ./runnable ./workdir "$factory:$run/" >"$logs/$factory" 2>&1
      code=$?
      # rsync(1), EXIT VALUES: what a network does to it, and ssh's own 255.
      case $code in 10 | 12 | 30 | 35 | 255) sleep "$pause" ;; *) break ;; esac
    done
    # Error in file I/O on the other side, whose own words are often lost with it.
    [ "$code" -ne 11 ] || ssh -F "$run/ssh/config" "$factory" "df -Pk '$run'" 2>/dev/null | tail -n 1 |
      { read -r _ _ _ free _ && [ "$free" -lt 4 ] && echo 'No space left on device' >>"$logs/$factory"; }
    [ "$code" -eq 0 ] || printf '%s: rsync ended with %s: %s\n' "$factory" "$code" \
      "$(tail -n 5 "$logs/$factory")" >>"$logs/failed"
  } &
done
wait
[ ! -e "$logs/failed" ] || { cat "$logs/failed" >&2; rm -f "$logs/failed"; exit 1; }
