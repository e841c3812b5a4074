# Starts the job, once, in a session of its own: launch.sh RUN_DIR MEMORY_DIR ID SECONDS
set -eu
# The job has the umask of a login, as its processes on other nodes: what is ours lies in a folder of 0700.
cd "$1/job"
if [ ! -e launched ]; then
  # hold.sh takes them away when no job has used them in time.
  [ -e "$1/secrets/secrets.ini" ] || { echo 'it took too long: the secrets are gone again' >&2; exit 1; }
  : >>job.log
  # The exit code has its place from the start: when the job ends, the disk may be full.
  printf '%-63s\n' '' >exit.new
  setsid sh "$1/bin/supervise.sh" "$@" </dev/null >/dev/null 2>&1 &
fi
tries=0
until [ -e supervisor ]; do
  tries=$((tries + 1))
  [ "$tries" -le 500 ] || { echo 'the job did not start within 10 s' >&2; exit 1; }
  sleep 0.02
done
