# Says what a runnable's own class is: runnable-kind.sh RUN_DIR PYTHON TAG MODULES
# `kind=cluster` for a ClusterRunnable, `kind=plain` for another one, and for what flambé will refuse.
set -u
run=$1 python=$2 tag=$3 modules=$4
# shellcheck disable=SC1091
. "$run/environment.sh"
cd "$run/workdir" || exit 1
# shellcheck disable=SC2086
exec "$python" -Wignore -c '
import importlib, sys
import flambe
from flambe.compile import Registrable
from flambe.runnable import ClusterRunnable
kind = "plain"
try:
    for module in sys.argv[2:]: importlib.import_module(module)
    for owner, tags in Registrable._yaml_tags.items():
        if sys.argv[1] in tags and issubclass(owner, ClusterRunnable): kind = "cluster"
except Exception:
    pass
print("kind=" + kind)
' "$tag" $modules
