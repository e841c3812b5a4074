# Brings to the orchestrator what trials have written on factories, where that is newer: flambé does
# so between stages, not while one runs or when a trial fails: gather.sh RUN_DIR OUTPUT SECONDS FACTORY...
run=$1 output=$2 seconds=$3
shift 3
for factory in "$@"; do
  # Not a process of the job, with which its factory would end it.
  timeout "$seconds" rsync -rltu --timeout=30 --exclude=/_resources/ -e "ssh -F \"$run/ssh/config\"" \
    --rsync-path="env FLAMBE_ACTION_ID= FLAMBE_ACTION_NODE=$FLAMBE_ACTION_NODE rsync" \
    "$factory:$output/" "$output/" &
done
wait
