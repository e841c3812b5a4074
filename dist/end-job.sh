# Ends the job, if there is one, and waits until that is written down: end-job.sh RUN_DIR
# `supervising` stands before it.
cd "$1/job" 2>/dev/null || exit 0
if supervising "$1"; then kill -TERM "$(cat supervisor)" 2>/dev/null; fi
tries=0
until [ -e exit ] || ! supervising "$1" || [ "$tries" -ge 120 ]; do
  tries=$((tries + 1))
  sleep 0.1
done
