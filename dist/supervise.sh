# Runs the job to its end, whoever watches or not: supervise.sh RUN_DIR MEMORY_DIR ID SECONDS
# In $RUN_DIR/job: supervisor (process id), job.log, exit ("CODE REASON", complete once it is there).
set -u
run=$1 memory=$2 id=$3 seconds=$4
job=$run/job
bin=$run/bin
mkdir "$job/launched" 2>/dev/null || exit 0 # launched twice: once is enough
pid='' stopped=''
trap 'stopped=yes; [ -z "$pid" ] || kill -TERM "$pid" 2>/dev/null' TERM INT HUP
# Of a job without this file nobody would know whether it still runs.
{ printf '%s\n' "$$" >"$job/supervisor.new" && mv "$job/supervisor.new" "$job/supervisor"; } || exit 1

shell="sh"
if command -v bash >/dev/null 2>&1; then shell="bash"; fi
began=$(date +%s)
# timeout(1) signals its whole process group, and is the group's leader in a session of its own.
FLAMBE_ACTION_ID=$id setsid timeout --kill-after=10 "$seconds" "$shell" -l "$job/job.sh" \
  </dev/null >>"$job/job.log" 2>&1 &
pid=$!
[ -z "$stopped" ] || kill -TERM "$pid" 2>/dev/null
wait "$pid"
code=$?
while kill -0 "$pid" 2>/dev/null; do
  wait "$pid"
  code=$?
done

reason=exited
if [ $(($(date +%s) - began)) -ge "$seconds" ]; then
  case $code in 124 | 137) reason=timed-out ;; esac
fi
kill -KILL "-$pid" 2>/dev/null
sh "$bin/end-processes.sh" "FLAMBE_ACTION_ID=$id"
rm -rf "$memory" "$run/secrets"
# Tried, not asked: df(1) knows no room where root still has its reserve, or behind some FUSE mounts.
# Of zeros some file systems keep nothing.
head -c 4096 /dev/urandom >"$job/room" 2>/dev/null || reason=disk-full
rm -f "$job/room"
printf '%-63s\n' "$code $reason" 1<>"$job/exit.new" && mv "$job/exit.new" "$job/exit"
