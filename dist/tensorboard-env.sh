# Finds a Python with TensorBoard on this node, or makes one:
# tensorboard-env.sh NAME TENSORBOARD PYTHON UV REQUIREMENT...
# It is no part of flambé, whose Python is too old for it. The last line is `python=PATH`.
# uv.sh stands before it.
# shellcheck disable=SC2154
tensorboard=$2 version=$3
shift 4
if there; then exit 0; fi
begin
is_new='import sys; sys.exit(sys.version_info < (3, 9))'
python=$version
for candidate in "$of_node" /usr/bin/python3; do
  if [ -x "$candidate" ] && "$candidate" -c "$is_new" 2>/dev/null; then python=$candidate; break; fi
done
make_env "$python" "tensorboard==$tensorboard"
say "installing $tensorboard"
install --index-strategy unsafe-best-match "$@" || failed "TensorBoard $tensorboard could not be installed"
finish
