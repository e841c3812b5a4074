# What is known of the job: status.sh RUN_DIR
# Asked in this order, so that a job that ends meanwhile is not taken for one that vanished.
job=$1/job
if sh "$1/bin/supervising.sh" "$1" 2>/dev/null; then printf 'alive=yes\n'; fi
if [ -e "$job/exit" ]; then printf 'exit=%s\n' "$(cat "$job/exit")"; fi
printf 'size=%s\n' "$(stat -c %s "$job/job.log" 2>/dev/null || echo 0)"
printf 'free=%s\n' "$(df -Pk "$job" 2>/dev/null | tail -n 1 | { read -r _ _ _ free _ && echo "$free"; })"
