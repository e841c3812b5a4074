# shellcheck shell=sh
# The demo's job: RUNNABLE SECRETS RESULTS
# Runs on the orchestrator, gives each factory a share of the work, and gathers what they found.
set -eu
runnable=$1 secrets=$2 results=$3
echo "The orchestrator has read $(wc -l <"$runnable") lines of $(basename "$runnable")."

i=0
for factory in $(echo "$FLAMBE_FACTORY_IPS" | tr , ' '); do
  i=$((i + 1))
  ssh -F "$FLAMBE_SSH_CONFIG" "$factory" "cd '$PWD' && sh work.sh $i '$secrets'" >"$results/part-$i.txt" &
done
wait

cat "$results"/part-*.txt | tee "$results/squares.txt"
echo 'done'
