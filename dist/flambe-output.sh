# Makes the folder of an Experiment's results: flambe-output.sh RUN_DIR OUTPUT RESUME FORCE
# `existing` and code 3 when there are results already, and they are neither resumed nor replaced.
set -eu
umask 077
run=$1 output=$2 resume=$3 force=$4
if [ ! -e "$run/made-output" ]; then
  if [ -n "$(find "$output" -type f -print 2>/dev/null | head -n 1)" ]; then
    if [ "$resume" = yes ]; then
      # Somebody else's, and there afterwards, too.
      mkdir -p "$output/_resources"
      exit 0
    fi
    [ "$force" = yes ] || { echo existing; exit 3; }
    # A run that had made it, and is undone later, must not take away what comes in its place.
    for other in "$(dirname "$run")"/*/made-output; do
      [ "$(cat "$other" 2>/dev/null)" != "$output" ] || rm -f "$other"
    done
    rm -rf "$output"
  fi
  printf '%s\n' "$output" >"$run/made-output"
fi
mkdir -p "$output/_resources"
