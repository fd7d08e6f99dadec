# Progress on the terminal (standard error, so that standard output stays data), everything else in log files.

say() { printf '%s\n' "$*" >&2; }

fail() {
  say "greenheart: $*"
  exit 1
}

took() { # SECONDS_BEFORE -> "12 s" or "3 min 5 s"
  local seconds=$((SECONDS - $1))
  if [ "$seconds" -lt 60 ]; then printf '%d s' "$seconds"; else printf '%d min %d s' $((seconds / 60)) $((seconds % 60)); fi
}

# step TITLE LOG COMMAND...: runs a command with its output in a log file; one line on the terminal.
step() {
  local title=$1 log=$2 since=$SECONDS
  shift 2
  mkdir -p "$(dirname "$log")"
  printf '%s ... ' "$title" >&2
  if "$@" >"$log" 2>&1 </dev/null; then
    say "$(took "$since")"
  else
    say "failed after $(took "$since")"
    show_reason "$log"
    return 1
  fi
}

# The lines of a build log that tell what went wrong, without addresses that help nobody: what was said just before the
# first error (by a program that Maven started), then the errors.
show_reason() {
  local log=$1 lines
  lines=$({
    awk '/ERROR/ { exit } /^\[INFO\]/ { n = 0; next } { last[n++ % 15] = $0 }
      END { for (i = n > 15 ? n - 15 : 0; i < n; i++) print last[i % 15] }' "$log"
    grep -E '^\[WARNING\].*\.java:|ERROR|FAIL|error( TS[0-9]+)?:|✗|×|AssertionError' "$log"
  } | grep -vE '^\[ERROR\] *$|[Rr]e-run Maven|For more information|Help 1|possible solutions|resume the build|mvn <args>|FAILURE|^ *$' \
    | sed -E 's#https?://[^ )]+#(address)#g' | awk '!seen[$0]++' | head -40) || true
  [ -n "$lines" ] || lines=$(tail -n 20 "$log")
  printf '%s\n' "$lines" >&2
  say "the whole log: ${log#"$PWD"/}"
}
