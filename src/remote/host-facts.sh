# Facts of a node, one `name=value` a line, for the stage that connects.
set -u
missing=
for tool in ssh ssh-keygen rsync setsid flock timeout tail stat date nproc mktemp; do
  command -v "$tool" >/dev/null 2>&1 || missing="$missing $tool"
done
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
