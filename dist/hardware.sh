# What a node has for work besides CPUs, one `name=value` a line. FLAMBE_ACTION_HARDWARE, in the node's
# own environment, is another root for /sys and /proc.
set -u
root=${FLAMBE_ACTION_HARDWARE:-}
# pci.ids: 0x10de is NVIDIA, class 0x03 are displays and what computes like one.
gpus=0
for device in "$root"/sys/bus/pci/devices/*; do
  if read -r vendor <"$device/vendor" && read -r class <"$device/class"; then
    case $vendor-$class in 0x10de-0x03*) gpus=$((gpus + 1)) ;; esac
  fi
done 2>/dev/null
printf 'gpus=%s\n' "$gpus"
# Where the driver is, it tells of itself and of each GPU that it has: "NVRM version: NVIDIA UNIX x86_64
# Kernel Module  550.54.15  Wed Oct 7 …". sed need not be on a host.
driver=
if read -r version <"$root/proc/driver/nvidia/version"; then
  for word in $version; do
    case $word in *[!0-9.]*) ;; *.*) driver=$word ;; esac
  done
fi 2>/dev/null
printf 'driver=%s\n' "$driver"
usable=0
for gpu in "$root"/proc/driver/nvidia/gpus/*; do
  if [ -e "$gpu" ]; then usable=$((usable + 1)); fi
done
printf 'usable=%s\n' "$usable"
if command -v nvidia-smi >/dev/null 2>&1; then printf 'tools=yes\n'; else printf 'tools=no\n'; fi
# Instances on Nitro have their type for a name (EC2 User Guide, "Detect whether a host is an EC2 instance").
read -r maker 2>/dev/null <"$root/sys/class/dmi/id/sys_vendor" || maker=
if [ "$maker" = 'Amazon EC2' ]; then
  printf 'instance-type='
  cat "$root/sys/class/dmi/id/product_name"
fi
exit 0
