# shellcheck shell=sh
# Starts torchrun on every factory: launch.sh RESULTS PROGRAM [ARGUMENT]...
# FLAMBE_HOSTFILE says where, and how many processes each gets: one for each of its cores.
set -eu
results=$1
shift
python=${PYTHON:-python3}
nodes=$(wc -l <"$FLAMBE_HOSTFILE")
rank=0 pids=
while read -r address slots; do
  first=${first-$address}
  # Which network Gloo takes: a host's name may lead to its loopback address, as Debian sets it up.
  network="\$(ip -o -4 address | awk '\$4 ~ \"^$address/\" { print \$2 }')"
  # The workdir lies at the same path on every node. Each process has its name before its lines: without
  # --redirects and --tee torch 1.13 does not start on Python 3.11.
  ssh -n -F "$FLAMBE_SSH_CONFIG" "$address" "cd '$PWD' &&
    OMP_NUM_THREADS=1 GLOO_SOCKET_IFNAME=$network '$python' -m torch.distributed.run \
      --nnodes=$nodes --node_rank=$rank --nproc_per_node=${slots#slots=} \
      --master_addr=$first --master_port=29500 --redirects=1 --tee=1 $*" >"$results/node-$rank.log" &
  pids="$pids $!"
  rank=$((rank + 1))
done <"$FLAMBE_HOSTFILE"

# What is still running when this script ends, ends with it.
for pid in $pids; do wait "$pid"; done
cat "$results/node-0.log"
