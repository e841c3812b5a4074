# shellcheck shell=sh
# A factory's share of the demo: SHARE SECRETS
share=$1 secrets=$2
[ -r "$secrets" ] || { echo 'this factory has no secrets' >&2; exit 1; }
echo "$(hostname): the token has $(sed -n 's/^token = //p' "$secrets" | tr -d '\n' | wc -c) characters"
for n in 1 2 3; do
  number=$(((share - 1) * 3 + n))
  echo "$(hostname): $number squared is $((number * number))"
done
