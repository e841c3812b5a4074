# Carries a folder of the orchestrator to the same place on factories, to all at the same time:
# spread-folder.sh RUN_DIR FOLDER FACTORY...
set -u
run=$1 folder=$2
shift 2
logs=$run/job/spread-folder
mkdir -p "$logs"
for factory in "$@"; do
  {
    for pause in 1 2 3 0; do
      rsync -rlptz --partial --timeout=60 -e "ssh -F \"$run/ssh/config\"" \
        "$folder/" "$factory:$folder/" >"$logs/$factory" 2>&1
      code=$?
      # rsync(1), EXIT VALUES: what a network does to it, and ssh's own 255.
      case $code in 10 | 12 | 30 | 35 | 255) sleep "$pause" ;; *) break ;; esac
    done
    [ "$code" -eq 0 ] || printf '%s: rsync ended with %s: %s\n' "$factory" "$code" \
      "$(tail -n 5 "$logs/$factory")" >>"$logs/failed"
  } &
done
wait
[ ! -e "$logs/failed" ] || { cat "$logs/failed" >&2; rm -f "$logs/failed"; exit 1; }
