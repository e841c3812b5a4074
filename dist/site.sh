# Starts a web site as a process of the job: site.sh RUN_DIR ID NAME PORT PROGRAM...
# It is there, or dead, when this ends; code 3 when the job, with which it ends, was over first.
set -u
run=$1 id=$2 name=$3 port=$4
shift 4
log=$run/$name.log
# TensorBoard leaves notes of itself where temporary files are.
export FLAMBE_ACTION_ID="$id" TMPDIR="$run" LC_ALL=C.UTF-8 PYTHONUTF8=1
cd "$run" || exit 1
listens='
import socket, sys
probe = socket.socket()
sys.exit(0 if probe.connect_ex(("127.0.0.1", int(sys.argv[1]))) == 0 else 1)'
answers() { "$run/venv/bin/python3" -c "$listens" "$port"; }
# After a lost connection this is run again, while the first is still at work.
exec 9>"$run/$name.lock"
flock 9
[ ! -e "$run/$name.started" ] || exit 0
! answers || { echo "something else listens on port $port" >&2; exit 1; }
setsid "$@" >"$log" 2>&1 </dev/null 9>&- &
site=$!
unless_over() {
  [ -e job/exit ] || return 0
  kill "$site" 2>/dev/null
  exit 3
}
tries=0
until answers; do
  unless_over
  tries=$((tries + 1))
  if [ "$tries" -gt 200 ] || ! kill -0 "$site" 2>/dev/null; then
    # That a job is over is noted when all of its processes have ended.
    for _ in 1 2 3 4 5 6 7 8 9 10; do
      unless_over
      sleep 0.5
    done
    tail -n 5 "$log" >&2
    exit 1
  fi
  sleep 0.3
done
# What is there now ends with the job: whoever notes its end looks once more (hold.sh).
unless_over
: >"$run/$name.started"
