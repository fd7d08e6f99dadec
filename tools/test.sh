# Runs what CI runs. The last line is "N passed, N failed[, N skipped]", the line before says how long it took.

passed=0
failed=0
skipped=0

run_tests() {
  local name=${1:-} since=$SECONDS
  need_jdk
  need_maven
  need_node
  one_build_at_a_time
  case $name in
    '')
      need_browser
      test_java
      test_console
      test_browser
      ;;
    console) test_console ;;
    browser)
      need_browser
      test_browser
      ;;
    accounts | stories)
      need_browser
      build_product
      "play_$name"
      ;;
    *)
      # A module's packages carry its name; anything else is the name or pattern of a test class.
      if [ -d "$home/$name/src/test" ]; then name="org/greenheart/$name/**"; fi
      test_java -Dtest="$name"
      [ $((passed + failed)) -gt 0 ] || fail "no test is called '$1'"
      ;;
  esac
  [ $((passed + failed + skipped)) -gt 0 ] || fail "no tests ran"
  say "Greenheart: $(took "$since")"
  printf '%d passed, %d failed%s\n' "$passed" "$failed" "$([ "$skipped" -eq 0 ] || printf ', %d skipped' "$skipped")"
  [ "$failed" -eq 0 ]
}

# A failed test does not keep the other modules from being tested; a failed build counts as one failure.
test_java() {
  local log=$state/log/test.log
  want_mosquitto
  mkdir -p "$state/log"
  rm -rf "$home"/*/target/surefire-reports
  say "building and testing"
  if ! maven -T 2 verify -Dmaven.test.failure.ignore=true "$@" </dev/null 2>&1 | tee "$log" | show_modules; then
    failed=$((failed + 1))
    show_reason "$log"
  fi
  count_java
}

# Turns Maven's log into a line per module: as it begins, and how long each took. Two are built at a time.
show_modules() {
  local line begun='Building Greenheart ([a-z]+) ' ended='Greenheart ([a-z]+) \.* (SUCCESS|FAILURE) \[ *([^]]*)\]'
  while IFS= read -r line; do
    if [[ $line =~ $begun ]]; then
      say "  ${BASH_REMATCH[1]} ..."
    elif [[ $line =~ $ended ]]; then
      say "  ${BASH_REMATCH[1]} took ${BASH_REMATCH[3]}"
    fi
  done
}

count_java() {
  local counts
  counts=$(find "$home" -path '*/target/surefire-reports/TEST-*.xml' -exec grep -h '<testsuite ' {} + | awk '
    function number(name,   at) {
      at = match($0, " " name "=\"[0-9]+\"")
      return at ? substr($0, at + length(name) + 3, RLENGTH - length(name) - 4) + 0 : 0
    }
    { tests += number("tests"); bad += number("failures") + number("errors"); off += number("skipped") }
    END { printf "%d %d %d", tests - bad - off, bad, off }')
  # shellcheck disable=SC2086 # three numbers
  add_counts $counts
  [ "${counts#* 0 }" != "$counts" ] || name_failed_tests
}

name_failed_tests() {
  say "failed:"
  find "$home" -path '*/target/surefire-reports/TEST-*.xml' -exec awk '
    function attribute(name,   at) {
      at = match($0, " " name "=\"[^\"]*\"")
      return at ? substr($0, at + length(name) + 3, RLENGTH - length(name) - 4) : ""
    }
    /<testcase / { test = attribute("classname") "." attribute("name") }
    /<(failure|error)[ >]/ { printf "  %s: %.200s\n", test, attribute("message") }' {} + >&2
  say "the whole log: ${state#"$PWD"/}/log/test.log"
}

test_console() {
  local report=$home/web/target/vitest.json log=$state/log/console.log
  step "building the console" "$log" bash "$home/web/build.sh" || exit 1
  rm -f "$report"
  step "testing the console" "$log" in_web npx vitest run --reporter=default --reporter=json --outputFile="$report" || true
  if [ -f "$report" ]; then
    # shellcheck disable=SC2046 # three numbers
    add_counts $(node -p "const r = JSON.parse(require('fs').readFileSync('$report')); [r.numPassedTests, r.numFailedTests, r.numPendingTests + r.numTodoTests].join(' ')")
  else
    failed=$((failed + 1))
  fi
}

# The city in real time; logins on a server of an operator; then the stories of a fast city, each person with a login.
test_browser() {
  build_product
  play_in_browser "testing in the browser" browser
  play_accounts
  play_stories
}

# The alarm of the pictures stands for five minutes of the city: long enough at this speed.
story_speed=10

# The overflow, the booth, the kilns and the delivery of their bowls as those play them whom they concern. At this speed
# the rains leave 20 seconds to give the case out, and the booth is mended in its third or fourth hour, after two to three
# minutes: its people have verified it before, and others have played meanwhile.
play_stories() {
  local log=$state/log/browser-stories.log counts
  step "starting a demo with logins" "$state/log/demo-start.log" start_demo --login --speed 90 || exit 1
  step "playing the stories as each role" "$log" \
    in_web node e2e/stories.mjs --base "$(demo_address)" --password "$(demo_password)" --pictures "$state/stories" || true
  stop_demo
  counts=$(sed -n -E 's/^([0-9]+) passed, ([0-9]+) failed$/\1 \2/p' "$log" | tail -n 1)
  # shellcheck disable=SC2086 # two numbers
  add_counts ${counts:-0 1}
}

demo_password() { sed -n -E 's/.*the password of all is ([0-9a-f]+).*/\1/p' "$state/log/demo.log"; }

# play_in_browser WORDS LOG [ONLY [DEMO-OPTIONS]]. The browser tests print their own counts in the same words.
play_in_browser() {
  local words=$1 log=$state/log/$2.log only=${3:-} counts
  shift $(($# < 3 ? $# : 3))
  step "starting the demo" "$state/log/demo-start.log" start_demo "$@" || exit 1
  step "$words" "$log" \
    in_web npm run --silent e2e -- --base "$(demo_address)" --pictures "$state/pictures" ${only:+--only "$only"} || true
  stop_demo
  counts=$(sed -n -E 's/^([0-9]+) passed, ([0-9]+) failed(, ([0-9]+) skipped)?$/\1 \2 \4/p' "$log" | tail -n 1)
  # shellcheck disable=SC2086 # two or three numbers
  add_counts ${counts:-0 1 0}
}

# The first visit, logins and what an enterprise sees: on a server that asks for a login, with a real OpenID
# provider beside it. Each has to know the other's port.
play_accounts() {
  local log=$state/log/browser-accounts.log counts provider
  http_port=$(free_port)
  provider_port=$(free_port)
  # Without in_web, whose shell would take the signal and leave node behind.
  (cd "$home/web" && exec node e2e/provider.mjs --port "$provider_port" --base "http://127.0.0.1:$http_port") >"$state/log/provider.log" 2>&1 &
  provider=$!
  if ! step "starting a server" "$state/log/serve-start.log" start_serve; then
    kill "$provider"
    exit 1
  fi
  step "testing the accounts in the browser" "$log" \
    in_web node e2e/accounts.mjs --base "$(demo_address)" --devices "$(serve_devices)" --provider --pictures "$state/accounts" || true
  stop_demo
  kill "$provider" 2>/dev/null || true
  wait "$provider" 2>/dev/null || true
  counts=$(sed -n -E 's/^([0-9]+) passed, ([0-9]+) failed$/\1 \2/p' "$log" | tail -n 1)
  # shellcheck disable=SC2086 # two numbers
  add_counts ${counts:-0 1}
}

# How many clicks a duty officer needs from an alarm to a case: a benchmark in a real browser.
run_clicks() {
  need_jdk
  need_maven
  need_node
  need_browser
  build_product
  step "starting a demo with logins" "$state/log/demo-start.log" start_demo --login --speed 60 || exit 1
  in_web node e2e/clicks.mjs --base "$(demo_address)" --password "$(demo_password)" || exit 1
  stop_demo
}

# As start_demo, but the server of an operator, whose data is empty.
start_serve() {
  local waited=0
  demo_data=$(mktemp -d)
  rm -f "$state/log/demo.log"
  (cd "$demo_data" && export GREENHEART_OIDC_ISSUER="http://127.0.0.1:$provider_port" \
    GREENHEART_OIDC_SECRET='for tests alone' GREENHEART_OIDC_ROLES_CLAIM=roles \
    && exec_java launcher org.greenheart.launcher.Greenheart \
      serve --data "$demo_data/data" --http-port "$http_port" --hj212-port 0) >"$state/log/demo.log" 2>&1 &
  demo_process=$!
  trap stop_demo EXIT
  until grep -qs 'Nobody has an account yet' "$state/log/demo.log"; do
    if ! kill -0 "$demo_process" 2>/dev/null || [ "$waited" -ge 60 ]; then
      cat "$state/log/demo.log"
      return 1
    fi
    sleep 1
    waited=$((waited + 1))
  done
}

free_port() {
  in_web node -e "require('net').createServer().listen(0, '127.0.0.1', function () { console.log(this.address().port); this.close() })"
}

serve_devices() { sed -n -E 's/.*HJ 212 devices connect to port ([0-9]+).*/\1/p' "$state/log/demo.log"; }

# The README's pictures as the browser test makes them, and every page in several looks to be looked at.
run_shots() {
  local shots=$state/shots
  need_jdk
  need_maven
  need_node
  need_browser
  build_product
  rm -rf "$shots"
  step "starting the demo" "$state/log/demo-start.log" start_demo --speed "$story_speed" || exit 1
  step "making screenshots" "$state/log/shots.log" \
    in_web npm run --silent e2e -- --base "$(demo_address)" --shots "$shots" || exit 1
  stop_demo
  mkdir -p "$home/docs/images"
  (cd "$shots" && cp overview-light-zh.png overview-dark-en.png point-light-zh.png case-light-zh.png "$home/docs/images/")
  say "all pages: ${shots#"$PWD"/}; for the README: docs/images"
}

# Starts the demo on free ports with data of its own; returns when the city lives.
start_demo() {
  local waited=0
  demo_data=$(mktemp -d)
  # What the last demo said must not be taken for this one's words.
  rm -f "$state/log/demo.log"
  (cd "$demo_data" && exec_java launcher org.greenheart.launcher.Greenheart \
    demo --data "$demo_data/data" --http-port 0 --hj212-port 0 "$@") >"$state/log/demo.log" 2>&1 &
  demo_process=$!
  trap stop_demo EXIT
  until grep -qs 'The city lives' "$state/log/demo.log"; do
    if ! kill -0 "$demo_process" 2>/dev/null || [ "$waited" -ge 300 ]; then
      cat "$state/log/demo.log"
      return 1
    fi
    sleep 1
    waited=$((waited + 1))
  done
}

demo_address() { grep -oE 'http://127\.0\.0\.1:[0-9]+' "$state/log/demo.log" | head -n 1; }

stop_demo() {
  trap - EXIT
  kill "$demo_process" 2>/dev/null || true
  wait "$demo_process" 2>/dev/null || true
  rm -rf "$demo_data"
}

in_web() { (cd "$home/web" && "$@"); }

add_counts() {
  passed=$((passed + $1))
  failed=$((failed + $2))
  skipped=$((skipped + ${3:-0}))
}
