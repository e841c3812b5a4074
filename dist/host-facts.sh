# Facts of a node, one `name=value` a line, for the stage that connects. What stands before the first
# line of it or behind the last is not ours: the login shell has printed it.
set -u
missing=
for tool in ssh ssh-keygen rsync setsid timeout tail stat date nproc mktemp; do
  command -v "$tool" >/dev/null 2>&1 || missing="$missing $tool"
done
# BusyBox has programs of the same names without `chmod --reference`, `tail --pid` and others.
case $(chmod --version 2>/dev/null) in *coreutils*) ;; *) missing="$missing coreutils" ;; esac
printf 'facts=1\n'
printf 'home=%s\n' "$HOME"
printf 'missing=%s\n' "${missing# }"
printf 'cores=%s\n' "$(nproc 2>/dev/null || echo 1)"
printf 'free=%s\n' "$(df -Pk "$HOME" 2>/dev/null | tail -n 1 | { read -r _ _ _ free _ && echo "$free"; })"
if [ -d /dev/shm ] && [ -w /dev/shm ] && [ "$(stat -f -c %T /dev/shm 2>/dev/null)" = tmpfs ]; then
  printf 'memory=yes\n'
else
  printf 'memory=no\n'
fi
printf 'facts=end\n'
