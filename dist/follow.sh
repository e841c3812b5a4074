# Shows the job's log from a byte on, until the job is over: follow.sh RUN_DIR OFFSET
job=$1/job
set -- "$1" "+$(($2 + 1))"
if sh "$1/bin/supervising.sh" "$1" 2>/dev/null; then
  exec tail -c "$2" -s 0.1 -f --pid="$(cat "$job/supervisor")" "$job/job.log"
fi
exec tail -c "$2" "$job/job.log"
