# Brings to the orchestrator what trials have written on factories, where that is newer: flambé does
# so between stages, not when a trial fails: gather.sh RUN_DIR OUTPUT FACTORY...
run=$1 output=$2
shift 2
for factory in "$@"; do
  rsync -rltu --timeout=30 -e "ssh -F \"$run/ssh/config\"" "$factory:$output/" "$output/" &
done
wait
