#!/bin/sh
# Greenheart as installed: 'greenheart serve', 'greenheart demo', 'greenheart inspect FRAME', 'greenheart help'.
set -eu
home=$(cd "$(dirname "$(readlink -f "$0")")" && pwd)
# Without a locale, as in a service or a bare shell, Java could not open files with Chinese names.
case ${LC_ALL:-${LC_CTYPE:-${LANG:-}}} in
  *[Uu][Tt][Ff]*8*) ;;
  *) export LC_ALL=C.UTF-8 ;;
esac
path=
while read -r jar; do path=$path:$home/lib/$jar; done <"$home/lib/order"
cache=
if [ -f "$home/greenheart.aot" ]; then cache="-XX:AOTCache=$home/greenheart.aot"; fi
# shellcheck disable=SC2086 # options are separated by blanks
exec "$home/java/bin/java" ${cache:+"$cache"} -Xlog:aot=off -Xlog:cds=off \
  -XX:+UseCompactObjectHeaders --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
  -Djava.library.path="$home/native" -Dorg.sqlite.lib.path="$home/native" ${JAVA_OPTS:-} \
  -cp "${path#:}" org.greenheart.launcher.Greenheart "$@"
