#!/bin/sh
# build-image.sh SUITE MIRROR DIR: the root folder of a machine as a cloud provider's image has it:
# systemd, logind, sshd, sudo, cloud-init, and the login user `ubuntu`. Root; in a mount namespace of
# its own.
set -eu
suite=$1 mirror=$2 image=$3
part=$image.part
[ ! -e "$image" ] || exit 0
rm -rf --one-file-system "$part"
mkdir -p "$part"

debootstrap --variant=minbase --include=systemd,systemd-sysv,dbus,ca-certificates \
  "$suite" "$part" "$mirror"

mount -t proc proc "$part/proc"
cp /etc/resolv.conf "$part/etc/resolv.conf"
# Nothing is started while it is installed.
printf '#!/bin/sh\nexit 101\n' >"$part/usr/sbin/policy-rc.d"
chmod +x "$part/usr/sbin/policy-rc.d"
DEBIAN_FRONTEND=noninteractive chroot "$part" apt-get install -y --no-install-recommends \
  -o Dpkg::Options::=--force-unsafe-io \
  libpam-systemd openssh-server sudo rsync python3 iproute2 procps git cloud-init
rm "$part/usr/sbin/policy-rc.d"
chroot "$part" apt-get clean
umount "$part/proc"

chroot "$part" useradd --create-home --shell /bin/bash --groups sudo --password '*' ubuntu
echo 'ubuntu ALL=(ALL) NOPASSWD:ALL' >"$part/etc/sudoers.d/ubuntu"
chmod 440 "$part/etc/sudoers.d/ubuntu"

# What makes a machine itself comes with the machine.
rm -rf "$part"/var/lib/apt/lists/* "$part"/etc/ssh/ssh_host_* "$part/etc/resolv.conf"
rm -f "$part/etc/hostname" "$part/etc/machine-id" "$part/var/lib/dbus/machine-id"
mv "$part" "$image"
