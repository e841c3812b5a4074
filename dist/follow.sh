# Shows the job's log from a byte on, until the job is over: follow.sh RUN_DIR OFFSET
job=$1/job
exec tail -c "+$(($2 + 1))" -s 0.1 -f --pid="$(cat "$job/supervisor")" "$job/job.log"
