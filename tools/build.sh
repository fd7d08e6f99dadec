# Builds only what has changed since the last time, and starts what was built.

product_modules='protocols regulation storage web server simulator launcher'

# The console's libraries and Error Prone read the compiler's own parts; this keeps Maven's JVM quiet about it.
maven() {
  MAVEN_OPTS="${MAVEN_OPTS:-} --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED -XX:+UseSerialGC -Xmx1g" \
    mvn -B -f "$home/pom.xml" "$@"
}

build_product() { build_modules launcher "$product_modules"; }

build_benchmarks() { build_modules benchmarks "$product_modules benchmarks"; }

# build_modules MODULE SOURCES: builds a module with what it stands on, unless its stamp is newer than every source.
build_modules() {
  local module=$1 sources=$2 stamp=$state/built-$1
  need_jdk
  ! is_fresh "$stamp" "$sources" || return 0
  one_build_at_a_time
  need_maven
  need_node
  list_sources "$sources" >"$stamp.next"
  step "building Greenheart" "$state/log/build.log" \
    maven package -pl "$module" -am -Dmaven.test.skip=true -Dspotless.check.skip=true \
    || exit 1
  mv "$stamp.next" "$stamp"
  printf -- '-cp "%s/%s/target/classes:%s"\n' "$home" "$module" "$(cat "$home/$module/target/classpath")" >"$(arguments_of "$module")"
  exec 8>&-
}

arguments_of() { echo "$state/java-$1.args"; }

# Fresh: built, no source newer than the start of that build, none added or gone.
is_fresh() {
  local stamp=$1 sources=$2
  [ -f "$stamp" ] && [ -f "$home/$module/target/classpath" ] && [ -z "$(find_sources "$sources" -newer "$stamp" | head -n 1)" ] \
    && list_sources "$sources" | cmp -s - "$stamp"
}

list_sources() { find_sources "$1" | sort; }

find_sources() { # SOURCES [FIND_EXPRESSION...]
  local sources=$1
  shift
  # shellcheck disable=SC2086 # a list of folders
  (cd "$home" && find pom.xml $sources \( -name target -o -name node_modules -o -name dist -o -name e2e \) -prune \
    -o -type f "$@" -print)
}

one_build_at_a_time() {
  mkdir -p "$state"
  ! command -v flock >/dev/null || { exec 8>"$state/lock" && flock 8; }
}

# exec_java MODULE MAIN_CLASS ARGUMENTS...: becomes the program. The build left its class path in a file.
exec_java() {
  local module=$1 main=$2
  shift 2
  # shellcheck disable=SC2046 # options are separated by blanks
  exec "$JAVA_HOME/bin/java" $(jvm_options) @"$(arguments_of "$module")" "$main" "$@"
}

# RocksDB and SQLite are native code, Netty (meters) uses memory past the heap; compact headers make every object smaller.
jvm_options() { echo "--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -XX:+UseCompactObjectHeaders ${JAVA_OPTS:-}"; }
