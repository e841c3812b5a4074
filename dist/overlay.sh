# Makes the run's own Python environment on top of one with flambé, which is not changed, and
# installs extensions into it: overlay.sh RUN_DIR PYTHON MODULES INSTALL SOURCE...
# MODULES, separated by spaces, must be importable then, from where the job starts: `missing=MODULE` for
# each that is not there, and, where nothing was installed, `broken=MODULE WORDS`.
# `ray=VERSION` where there is Ray. `: WORDS` tells what is being done.
# Where no package index is reached it asks for wheels (uv.sh tells how), which $supplies has then.
set -u
run=$1 base=$2 modules=$3 install=$4
shift 4
overlay=$run/venv
log=$run/extensions.log
# After a lost connection this is run again, while the first is still at work.
exec 9>"$run/extensions.lock"
flock 9
: >"$log"
failed() { tail -n 20 "$log" >&2; printf '%s\n' "$1" >&2; exit 1; }

if [ ! -e "$overlay/complete" ]; then
  rm -rf "$overlay"
  "$base" -m venv --without-pip --symlinks "$overlay" >>"$log" 2>&1 || failed 'no environment could be made'
  # What the other one has comes after what is installed here.
  "$base" -c '
import os, site, sys
version = "python%d.%d" % sys.version_info[:2]
own = os.path.join(sys.argv[1], "lib", version, "site-packages")
folders = [path for path in sys.path if path.endswith(("site-packages", "dist-packages"))]
with open(os.path.join(own, "flambe-action-base.pth"), "w") as file:
    file.write("".join("import site; site.addsitedir(%r)\n" % path for path in folders))
' "$overlay" >>"$log" 2>&1 || failed 'no environment could be made'
  printf '#!/bin/sh\nexec "%s" -m ray.scripts.scripts "$@"\n' "$overlay/bin/python3" >"$overlay/bin/ray"
  # flambé and Tune call ssh(1) with the cluster's key, without ports and without a look at host keys.
  printf '#!/bin/sh\ncase " $* " in\n  *" %s "*) exec "%s" -o StrictHostKeyChecking=yes -F "%s" "$@" ;;\nesac\nexec "%s" "$@"\n' \
    "-i $run/ssh/id_ed25519" "$(command -v ssh)" "$run/ssh/config" "$(command -v ssh)" \
    >"$overlay/bin/ssh"
  # By rsync(1) they would put what a trial that moved has left on a factory over what is newer here.
  cat >"$overlay/bin/rsync" <<END
#!/bin/sh
case " \$* " in
  *" -i $run/ssh/id_ed25519 "*)
    for last; do :; done
    case \$last in *:*) ;; *) set -- --update "\$@" ;; esac
    ;;
esac
exec "$(command -v rsync)" "\$@"
END
  chmod +x "$overlay/bin/ray" "$overlay/bin/ssh" "$overlay/bin/rsync"
  : >"$overlay/complete"
fi

# flambé's pip looks for a login in its home alone, whose other settings stay; but nothing is
# installed into that home.
home=$HOME
pip() {
  XDG_CONFIG_HOME=${XDG_CONFIG_HOME:-$home/.config} XDG_CACHE_HOME=${XDG_CACHE_HOME:-$home/.cache} \
    HOME=${login:-$home} PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1 PIP_USER=0 \
    ${limit:+timeout "$limit"} "$overlay/bin/python3" -Wignore -m pip "$@"
}
# Asks the runner for what pip cannot have here, unless an index answers.
ask() {
  ! limit=20 pip download --retries 1 --timeout 5 --no-deps --dest "$run/probe" wheel \
    >"$run/probe.log" 2>&1 || return
  printf 'needs=wheels arch=%s glibc=%s python=%s\n' "$(uname -m)" \
    "$(getconf GNU_LIBC_VERSION 2>/dev/null | cut -d ' ' -f 2)" \
    "$("$overlay/bin/python3" -c 'import sys; print("%d.%d.%d" % sys.version_info[:3])')"
  pip list --format=freeze 2>/dev/null | sed 's/^/have=/'
  tail -n 20 "$log" >&2
  exit 4
}
if [ "$install" = yes ] && [ $# -gt 0 ]; then
  printf ': installing extensions (%s)\n' "$modules"
  wheels=${supplies:-/nowhere}/extensions
  if [ -d "$wheels" ]; then
    cd "$wheels" || exit 1
    pip install --no-index --find-links . --upgrade --no-warn-conflicts -r install.txt >>"$log" 2>&1 ||
      failed 'The extensions that were brought could not be installed'
    set --
  fi
  for source in "$@"; do
    # setuptools needs no more than a setup.cfg, pip does.
    if [ -e "$source/setup.cfg" ] && [ ! -e "$source/setup.py" ] && [ ! -e "$source/pyproject.toml" ]; then
      echo 'import setuptools; setuptools.setup()' >"$source/setup.py"
    fi
    pip install --retries 2 --upgrade --no-warn-conflicts "$source" >>"$log" 2>&1 && continue
    ask
    failed "$(basename "$source") could not be installed"
  done
  printf ': extensions are installed\n'
fi
# shellcheck disable=SC1091
. "$run/environment.sh"
cd "$run/workdir" || exit 1
# A module may print, and may want what only a job has: the secrets, a GPU.
# shellcheck disable=SC2086
"$overlay/bin/python3" -Wignore -c '
import glob, importlib.util, os, sys
answers = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)
for module in sys.argv[2:]:
    try:
        if importlib.util.find_spec(module) is None: print("missing=" + module, file=answers)
        elif sys.argv[1] != "yes": importlib.import_module(module)
    except (ImportError, SyntaxError) as error:
        words = str(error).strip().split("\n")[-1]
        print("broken=%s %s: %s" % (module, type(error).__name__, words), file=answers)
    except BaseException: pass
# Not by importing it, which takes a second.
ray = importlib.util.find_spec("ray")
packages = ray and ray.origin and os.path.dirname(os.path.dirname(ray.origin))
infos = glob.glob(os.path.join(packages, "ray-*-info")) if packages else []
versions = [os.path.splitext(os.path.basename(info))[0].split("-")[1] for info in infos]
if packages and not versions:
    import ray
    versions = [ray.__version__]
for version in versions: print("ray=" + version, file=answers)
answers.flush()
' "$install" $modules
