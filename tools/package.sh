# Makes one archive that runs on a bare Linux: JDK image, jars, native libraries, AOT cache, systemd unit, licences.

make_package() {
  [ "$(uname -s)-$(uname -m)" = Linux-x86_64 ] || fail "the archive is made on Linux on x64 (this is $(uname -s) on $(uname -m))"
  build_product
  local version name work
  version=$(sed -n 's#^  <version>\(.*\)</version>#\1#p' "$home/pom.xml" | head -n 1)
  name=greenheart-$version-linux-x64
  work=$state/package/$name
  rm -rf "$state/package"
  rm -f "$state"/log/package-*.log
  mkdir -p "$state/log" "$work/lib" "$work/native" "$work/licences" "$home/dist"

  step "collecting libraries" "$state/log/package-lib.log" strict collect_libraries "$work" || exit 1
  step "collecting licences" "$state/log/package-licences.log" strict collect_licences "$work" || exit 1
  step "linking the Java run time" "$state/log/package-jlink.log" strict link_java "$work" || exit 1
  install -m 755 "$home/tools/package/greenheart.sh" "$work/greenheart"
  install -m 644 "$home/tools/package/greenheart.service" "$home/LICENSE" "$home/NOTICE" "$work"
  sed "s/VERSION/$version/" "$home/tools/package/README.md" >"$work/README.md"
  step "training the AOT cache" "$state/log/package-aot.log" strict train "$work" || exit 1
  step "packing" "$state/log/package-tar.log" \
    tar -C "$state/package" --sort=name --owner=0 --group=0 --numeric-owner -czf "$home/dist/$name.tar.gz" "$name" || exit 1

  say "start to ready: $(start_time "$work" off) ms without the AOT cache, $(start_time "$work" auto) ms with it (best of 5)"
  say "dist/$name.tar.gz: $(du -h "$home/dist/$name.tar.gz" | cut -f 1)"
  rm -rf "$state/package"
}

# Stops at the first command that fails; Bash does so inside a condition only in a shell of its own.
strict() {
  home=$home state=$state bash -euo pipefail -c '
    for part in say need build package; do . "$home/tools/$part.sh"; done
    "$@"' strict "$@"
}

# Jars in the order of the class path. Native code for this platform moves out of the jars, so that no start unpacks it.
collect_libraries() {
  local work=$1 jar
  {
    ls "$home"/launcher/target/greenheart-launcher-*.jar
    tr ':' '\n' <"$home/launcher/target/classpath"
  } | while read -r jar; do
    case $jar in
      *rocksdbjni-*) without_natives "$jar" "$work" librocksdbjni-linux64.so ;;
      *sqlite-jdbc-*) without_natives "$jar" "$work" org/sqlite/native/Linux/x86_64/libsqlitejdbc.so ;;
      *) cp "$jar" "$work/lib/" ;;
    esac
    basename "$jar" >>"$work/lib/order"
  done
}

without_natives() { # JAR WORK NATIVE_LIBRARY
  local jar=$1 work=$2 native=$3 unpacked
  unpacked=$(mktemp -d)
  (cd "$unpacked" && "$JAVA_HOME/bin/jar" xf "$jar")
  install -m 755 "$unpacked/$native" "$work/native/"
  find "$unpacked" -type f \( -name '*.so' -o -name '*.so.*' -o -name '*.jnilib' -o -name '*.dylib' -o -name '*.dll' -o -name '*.a' \) -delete
  find "$unpacked" -type d -empty -delete
  "$JAVA_HOME/bin/jar" cfm "$work/lib/$(basename "$jar")" "$unpacked/META-INF/MANIFEST.MF" -C "$unpacked" .
  rm -rf "$unpacked"
}

collect_licences() {
  local work=$1 jar file package
  for jar in "$work"/lib/*.jar; do
    mkdir -p "$work/licences/$(basename "$jar" .jar)"
    (cd "$work/licences/$(basename "$jar" .jar)" && "$JAVA_HOME/bin/jar" tf "$jar" \
      | grep -iE '^(META-INF/)?(LICEN[CS]E|NOTICE|COPYING|about)[^/]*$' | xargs -r "$JAVA_HOME/bin/jar" xf "$jar") || echo "no licence inside $jar"
  done
  find "$work/licences" -type d -empty -delete
  maven package org.codehaus.mojo:license-maven-plugin:2.5.0:add-third-party -pl launcher -am \
    -Dmaven.test.skip=true -Dspotless.check.skip=true -Dweb.skip=true \
    -Dlicense.includedScopes=compile,runtime -Dlicense.excludedGroups='^org\.greenheart$'
  install -m 644 "$home/launcher/target/generated-sources/license/THIRD-PARTY.txt" "$work/licences/JAVA-LIBRARIES.txt"
  (cd "$home/web" && npm ls --omit=dev --all --parseable) | while read -r package; do
    for file in "$package"/LICENSE* "$package"/NOTICE*; do
      [ ! -f "$file" ] || [ "$package" = "$home/web" ] || install -D -m 644 "$file" "$work/licences/console/${package##*/node_modules/}/${file##*/}"
    done
  done
  cp -r "$JAVA_HOME/legal/java.base" "$work/licences/java"
}

# Only the modules that the jars use; what they only mention optionally is left out, but jdk.unsupported, which PDFBox finds by
# name and without which it logs an error.
link_java() {
  local work=$1 modules
  modules=$("$JAVA_HOME/bin/jdeps" --ignore-missing-deps --multi-release 25 --recursive --print-module-deps \
    --class-path "$(printf '%s:' "$work"/lib/*.jar)" "$work"/lib/greenheart-*.jar)
  echo "modules: $modules"
  "$JAVA_HOME/bin/jlink" --add-modules "$modules,jdk.unsupported" --strip-debug --no-header-files --no-man-pages --output "$work/java"
}

# The demo is the training: devices send frames, pages and interfaces are asked for, then it is stopped.
train() {
  local work=$1 data pid address path
  data=$(mktemp -d)
  JAVA_OPTS="-XX:AOTCacheOutput=$work/greenheart.aot" start_installed "$work" auto demo --data "$data/data" --http-port 0 --hj212-port 0
  address=$ready
  sleep 45
  for path in / /health /metrics /api/points /api/points/1 /api/alarms /api/cases /api/devices /api/status /v1.1 '/v1.1/Things' '/v1.1/Datastreams?$top=5&$expand=Observations($top=2)'; do
    ask "$address" "$path"
  done
  stop_installed
  rm -rf "$data"
  [ -s "$work/greenheart.aot" ]
}

# The best of five starts in ms: from the call to the line that says it is ready.
start_time() { # WORK AOT_MODE
  local best='' since took data
  data=$(mktemp -d)
  for _ in 1 2 3 4 5; do
    since=$(date +%s%N)
    start_installed "$1" "$2" serve --data "$data/data" --http-port 0 --hj212-port 0
    took=$((($(date +%s%N) - since) / 1000000))
    stop_installed
    if [ -z "$best" ] || [ "$took" -lt "$best" ]; then best=$took; fi
  done
  rm -rf "$data"
  echo "$best"
}

# Starts the packed program and waits for its address, which is left in $ready; its process in $pid.
start_installed() { # WORK AOT_MODE ARGUMENTS...
  local work=$1 mode=$2 line
  shift 2
  coproc installed { JAVA_OPTS="${JAVA_OPTS:-} -XX:AOTMode=$mode" exec "$work/greenheart" "$@" 2>&1; }
  pid=$installed_PID
  ready=''
  while [ -z "$ready" ] && read -r line <&"${installed[0]}"; do
    echo "$line" >>"$state/log/package-run.log"
    case $line in *http://127.0.0.1:*) ready=$(printf '%s' "$line" | grep -oE '127\.0\.0\.1:[0-9]+' | head -n 1) ;; esac
  done
  [ -n "$ready" ]
}

stop_installed() {
  kill "$pid"
  cat <&"${installed[0]}" >>"$state/log/package-run.log" || true
  wait "$pid" || true
}

ask() { # ADDRESS PATH, without needing curl
  exec 7<>"/dev/tcp/${1%:*}/${1#*:}"
  printf 'GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n' "$2" "$1" >&7
  cat <&7 | head -c 300
  exec 7>&-
}
