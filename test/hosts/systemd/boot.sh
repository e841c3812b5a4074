#!/bin/sh
# boot.sh IMAGE DIR NAMESPACE NAME CGROUPS [OPTION...]: runs a machine with systemd as its first
# process until it is powered off; a reboot starts it again. OPTIONs are systemd-nspawn's. DIR has
# upper/ (what differs from IMAGE), work/ and root/. Root; in a mount namespace of its own, so that no mount outlives the machine.
set -eu
image=$1 dir=$2 namespace=$3 name=$4 cgroups=$5
shift 5
rebooting=133

# Nobody needs its disk after a crash of this machine: `volatile` syncs nothing, where otherwise the
# last process of a killed machine would end only once all that this machine has to write is written.
# The mark of an earlier such mount refuses another (the kernel's overlayfs.rst, Volatile mount).
rm -rf "$dir/work/work/incompat"
mount -t overlay overlay -o "volatile,lowerdir=$image,upperdir=$dir/upper,workdir=$dir/work" "$dir/root"
# systemd-nspawn looks here for one hierarchy of control groups (cgroups(7), version 2).
[ "$cgroups" = /sys/fs/cgroup ] || mount --bind "$cgroups" /sys/fs/cgroup
mkdir "/sys/fs/cgroup/$name"
echo $$ >"/sys/fs/cgroup/$name/cgroup.procs"
export SYSTEMD_NSPAWN_UNIFIED_HIERARCHY=1

boot="systemd-nspawn --quiet --register=no --keep-unit --boot --directory='$dir/root' \
  --machine=$name --hostname=$name --network-namespace-path=$namespace \
  --resolv-conf=off --timezone=off --link-journal=no --console=read-only"
for option in "$@"; do boot="$boot '$option'"; done
status=$rebooting
while [ "$status" = "$rebooting" ]; do
  status=0
  # Without a terminal the machine would have no /dev/console to write to.
  script --quiet --return --flush --command "$boot" /dev/null </dev/null || status=$?
done
exit "$status"
