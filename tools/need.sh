# Finds what a command needs, or gets it (as root on Debian and Ubuntu), or says plainly how to get it.

need_jdk() {
  local folder
  for folder in "${JAVA_HOME:-}" "$(jdk_on_path)" /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "$(/usr/libexec/java_home -v 25 2>/dev/null || true)"; do
    if is_jdk_25 "$folder"; then
      export JAVA_HOME=$folder
      return
    fi
  done
  if can_install && apt-cache show openjdk-25-jdk-headless >/dev/null 2>&1; then
    install_packages openjdk-25-jdk-headless
    need_jdk
    return
  fi
  fail "no JDK 25 found (looked at JAVA_HOME, PATH, /usr/lib/jvm, ~/.sdkman, ~/.jdks).
  Get one: Eclipse Temurin 25 (adoptium.net), or 'sdk install java 25-tem' with SDKMAN, or 'brew install openjdk@25'.
  Then set JAVA_HOME to its folder if it is in an unusual place."
}

is_jdk_25() { [ -n "$1" ] && [ -x "$1/bin/javac" ] && grep -q '^JAVA_VERSION="25' "$1/release" 2>/dev/null; }

jdk_on_path() {
  local javac
  javac=$(command -v javac) || return 0
  while [ -L "$javac" ]; do
    local target
    target=$(readlink "$javac")
    case $target in /*) javac=$target ;; *) javac=$(dirname "$javac")/$target ;; esac
  done
  dirname "$(dirname "$javac")"
}

need_maven() {
  command -v mvn >/dev/null || ! can_install || install_packages maven
  command -v mvn >/dev/null || fail "Maven (3.8 or newer) is missing.
  Get it: 'apt install maven', 'brew install maven' or 'sdk install maven'."
  local version
  version=$(mvn -B -v 2>/dev/null | sed -n 's/^.*Apache Maven \([0-9.]*\).*$/\1/p')
  at_least "$version" 3.8 || fail "Maven 3.8 or newer is needed; 'mvn -v' says ${version:-nothing}.
  Get it: 'sdk install maven' or maven.apache.org."
}

need_node() {
  command -v npm >/dev/null || ! can_install || install_packages nodejs npm
  command -v npm >/dev/null || fail "Node.js (20.19 or newer, with npm) is missing: the console is built with it.
  Get it: nodejs.org, 'brew install node' or 'nvm install 22'."
  local version
  version=$(node --version 2>/dev/null | tr -d v)
  at_least "$version" 20.19 || fail "Node.js 20.19 or newer is needed; 'node --version' says ${version:-nothing}.
  Get it: nodejs.org, 'brew install node' or 'nvm install 22'."
}

# The browser tests drive a Chromium of the system; without a CJK font Chinese would be drawn as boxes.
need_browser() {
  if [ -z "$(find_chromium)" ] && can_install; then install_packages chromium fonts-noto-cjk; fi
  if can_install && ! dpkg -s fonts-noto-cjk >/dev/null 2>&1; then install_packages fonts-noto-cjk; fi
  CHROMIUM=$(find_chromium)
  export CHROMIUM
  [ -n "$CHROMIUM" ] || fail "Chromium is missing: the browser tests need it, and a font with Chinese.
  Get them: 'apt install chromium fonts-noto-cjk', or set CHROMIUM to a Chrome or Chromium program."
}

find_chromium() {
  local name
  for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome \
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"; do
    if [ -n "$name" ] && command -v "$name" >/dev/null; then
      command -v "$name"
      return
    fi
  done
}

need_postgres() {
  if [ -z "$(find_postgres)" ] && can_install; then install_packages postgresql; fi
  [ -n "$(find_postgres)" ] || fail "PostgreSQL is missing: this benchmark compares with it. Get it: 'apt install postgresql'."
}

find_postgres() { # Debian keeps the server's programs out of PATH
  command -v initdb || ls -d /usr/lib/postgresql/*/bin/initdb 2>/dev/null | tail -n 1 || true
}

want_mosquitto() { # the tests of MQTT are left out without it
  if ! [ -x /usr/sbin/mosquitto ] && ! command -v mosquitto >/dev/null && can_install; then
    install_packages mosquitto
  fi
}

can_install() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; }

install_packages() {
  step "installing $*" "$state/log/install.log" install_quietly "$@" \
    || fail "could not install $*; install it by hand and try again"
}

install_quietly() {
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -q && apt-get install -q -y --no-install-recommends "$@"
}

at_least() { # VERSION MINIMUM
  [ -n "$1" ] && [ "$(printf '%s\n%s\n' "$2" "$1" | sort -t. -k1,1n -k2,2n -k3,3n | head -n 1)" = "$2" ]
}
