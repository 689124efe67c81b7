#!/bin/sh
# Starts the executable beside this file. It needs glibc. Where the machine has none, as on Alpine, it runs with the
# glibc beside this file.

# Bun, which runs our code, obeys these before our code can do anything about it: options, a debugger's port, files to write.
unset BUN_BE_BUN BUN_OPTIONS JSC_SIGNAL_FOR_GC NODE_CHANNEL_FD SIMDUTF_FORCE_IMPLEMENTATION WTF_numberOfProcessorCores

# Unsets all variables that begin with $1, as far as $2 names them. It has no variables of its own: one that is exported
# would change for the programs that the executable starts.
unset_prefix() {
  while :; do
    case $2 in
      *"$1"*) set -- "$1" "${2#*"$1"}" ;;
      *) return ;;
    esac
    unset "$1${2%%[!A-Za-z0-9_]*}"
  done
}

unset_prefixes() {
  unset_prefix BUN_BYTECODE_ "$1"
  unset_prefix BUN_FEATURE_FLAG_ "$1"
  unset_prefix BUN_INSPECT "$1"
  unset_prefix BUN_JSC_ "$1"
  unset_prefix MIMALLOC_ "$1"
}
unset_prefixes "$(export -p)"

fail() {
  # Terraform shows what a provider writes to stdout, and nothing of stderr.
  [ -n "$TF_PLUGIN_MAGIC_COOKIE" ] || exec >&2
  echo "face-liveness cannot start: $1"
  exit 1
}

# Named so that they change no variable that is exported to programs that the executable starts.
case $0 in
  */*) fl_self=$0 ;;
  *) fl_self=./$0 ;;
esac
if [ -L "$fl_self" ]; then
  fl_self=$(readlink -f "$fl_self") || fail "$0 is a link, and there is no readlink on PATH. Start the file that it links to."
fi
fl_directory=${fl_self%/*}
fl_executable=$fl_directory/face-liveness
fl_loader=@LOADER@

[ -x "$fl_executable" ] || fail "$fl_executable is missing or not executable. Install the provider again."
[ -r /proc/self/maps ] || fail 'it needs /proc. Mount it: mount -t proc proc /proc'

# gcompat on Alpine has a loader of this name that cannot run it, and NixOS one that only prints advice.
if [ -e "$fl_loader" ] && [ ! -e /etc/alpine-release ] && [ ! -e /etc/NIXOS ]; then
  exec "$fl_executable" "$@"
fi

fl_libraries=$fl_directory/glibc
fl_loader=$fl_libraries/${fl_loader##*/}
[ -x "$fl_loader" ] || fail "this machine has no glibc, and $fl_loader is missing. Install the provider again."
# The loader takes these for separators, and for its own variables.
case $fl_libraries in *[:\;\$]*) fail "it is in $fl_directory, and cannot be where a path has one of : ; $" ;; esac
# What the machine preloads is for its own C library, such as gcompat's.
unset LD_PRELOAD
exec "$fl_loader" --library-path "$fl_libraries" --argv0 "$fl_executable" "$fl_executable" "$@"
