#!/bin/sh
# boot.sh IMAGE DIR NAMESPACE NAME CGROUPS: runs a machine with systemd as its first process until it
# is powered off; a reboot starts it again. DIR has upper/ (what differs from IMAGE), work/ and root/.
# Root; in a mount namespace of its own, so that no mount outlives the machine.
set -eu
image=$1 dir=$2 namespace=$3 name=$4 cgroups=$5
rebooting=133

mount -t overlay overlay -o "lowerdir=$image,upperdir=$dir/upper,workdir=$dir/work" "$dir/root"
# systemd-nspawn looks here for one hierarchy of control groups (cgroups(7), version 2).
[ "$cgroups" = /sys/fs/cgroup ] || mount --bind "$cgroups" /sys/fs/cgroup
mkdir "/sys/fs/cgroup/$name"
echo $$ >"/sys/fs/cgroup/$name/cgroup.procs"
export SYSTEMD_NSPAWN_UNIFIED_HIERARCHY=1

status=$rebooting
while [ "$status" = "$rebooting" ]; do
  status=0
  systemd-nspawn --quiet --register=no --keep-unit --boot --directory="$dir/root" \
    --machine="$name" --hostname="$name" --network-namespace-path="$namespace" \
    --resolv-conf=off --timezone=off --link-journal=no --console=pipe </dev/null || status=$?
done
exit "$status"
