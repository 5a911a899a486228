# SPDX-License-Identifier: Apache-2.0
# What the scripts of this folder share: Java, Maven, system packages, the build. Sourced by bash (3.2 is enough).

MAVEN_VERSION=3.9.16
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
work=$root/.build
log=$work/build.log
sources=(.mvn pom.xml target-platform bundles features releng/pom.xml releng/org.tracebinder.product LICENSE NOTICE
    THIRD-PARTY.md)

# shellcheck source=org.tracebinder.product/launcher/java.sh
. "$root/releng/org.tracebinder.product/launcher/java.sh"

# Everything that is said about the build goes to stderr: stdout belongs to the program.
say() { printf '%s\n' "tracebinder build: $*" >&2; }
die() { say "$*"; exit 4; }

# A JDK for Maven and for the program.
need_java() {
    find_java 21 || die "needs a JDK 21 or newer (25 is best); install one, or set JAVA_HOME to it"
}

# Maven of the version that Tycho wants. The installed one, whatever its age, fetches it from where it fetches all else.
need_maven() {
    mvn=$work/apache-maven-$MAVEN_VERSION/bin/mvn
    [ ! -x "$mvn" ] || return 0
    command -v mvn > /dev/null || die "needs Maven to begin with: apt-get install maven, brew install maven, ..."
    say "fetching Maven $MAVEN_VERSION"
    local elsewhere
    elsewhere=$(mktemp -d "$work/maven.XXXXXX") || exit 4
    # Away from this repository: an old Maven cannot load the extension in .mvn.
    if ! (cd "$elsewhere" && mkdir .mvn && mvn -B -ntp org.apache.maven.plugins:maven-dependency-plugin:3.8.1:unpack \
            "-Dartifact=org.apache.maven:apache-maven:$MAVEN_VERSION:zip:bin" "-DoutputDirectory=$elsewhere") > "$log" 2>&1
    then
        tail -n 20 "$log" >&2
        die "Maven $MAVEN_VERSION could not be fetched; the log is $log"
    fi
    chmod +x "$elsewhere/apache-maven-$MAVEN_VERSION/bin/mvn"
    mv "$elsewhere/apache-maven-$MAVEN_VERSION" "$work/" || exit 4
    rm -rf "$elsewhere"
}

# need_packages PACKAGE...: Debian packages; installed when that is allowed, else the command is named.
need_packages() {
    local package missing=()
    for package in "$@"; do
        dpkg-query -W -f '${Status}\n' "$package" 2> /dev/null | grep -q '^install ok installed$' || missing+=("$package")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    local install=(apt-get install -y --no-install-recommends "${missing[@]}")
    [ "$(id -u)" -eq 0 ] || die "please run: sudo ${install[*]}"
    say "installing ${missing[*]}"
    export DEBIAN_FRONTEND=noninteractive
    "${install[@]}" > "$work/packages.log" 2>&1 \
        || { apt-get update && "${install[@]}"; } >> "$work/packages.log" 2>&1 \
        || { tail -n 20 "$work/packages.log" >&2; die "could not install ${missing[*]}"; }
}

is_debian() { [ "$(uname -s)" = Linux ] && command -v apt-get > /dev/null && command -v dpkg-query > /dev/null; }

# GTK, for the workbench.
need_gtk() {
    [ "$(uname -s)" = Linux ] || return 0
    if /sbin/ldconfig -p 2> /dev/null | grep -q 'libgtk-3\.so\.0'; then
        return 0
    fi
    is_debian || die "the workbench needs GTK 3; install your system's package for libgtk-3.so.0"
    need_packages libgtk-3-0
}

# A name for the present content of all sources: the same files, the same name.
fingerprint() {
    (cd "$root" && find "${sources[@]}" \( -name target -o -name bin -o -name bin_test -o -name src_test \
            -o -name .settings -o -name org.tracebinder.ui.tests -o -name '.polyglot*' \) -prune -o -type f -print \
        | LC_ALL=C sort | tr '\n' '\0' | xargs -0 cksum | cksum | tr ' ' '-')
}

# The moment of the last commit: every bundle's qualifier, every archive's time stamp.
commit_time() {
    TZ=UTC git -C "$root" log -1 --date=format-local:%Y-%m-%dT%H:%M:%SZ --format=%cd 2> /dev/null
}

# maven ARGUMENT...: into the log; its exit code.
maven() {
    local time stamp=()
    time=$(commit_time)
    [ -z "$time" ] || stamp=("-Dproject.build.outputTimestamp=$time")
    (cd "$root" && "$mvn" -B -ntp ${stamp[@]+"${stamp[@]}"} "$@") > "$log" 2>&1
}

# show_log LINES: the errors in the log, without what Maven and Tycho say to each other.
show_log() {
    { grep -E '^\[ERROR\]' "$log" || tail -n "$1" "$log"; } \
        | grep -vE 'osgi\.platform|^\[ERROR\] *$|^\[ERROR\] +(-> )?\[Help|To see the full|Re-run Maven|For more info|correcting the problems|  mvn ' \
        | cut -c 1-400 | head -n "$1" >&2
    say "the whole log is $log"
}

# One build at a time in this folder; a second one waits.
lock_build() {
    mkdir -p "$work"
    if command -v flock > /dev/null; then
        exec 9> "$work/lock"
        flock -n 9 || { say "waiting for another build"; flock 9; }
    fi
}

# Lets go of the lock, so that the program that is started next does not keep it.
unlock_build() { exec 9>&-; }

# platform: os/ws/arch of this machine, as Eclipse names them.
platform() {
    local arch
    case $(uname -m) in arm64 | aarch64) arch=aarch64 ;; *) arch=x86_64 ;; esac
    case $(uname -s) in
        Darwin) echo "macosx/cocoa/$arch" ;;
        Linux) echo "linux/gtk/$arch" ;;
        *) echo "win32/win32/$arch" ;;
    esac
}

built_product() {
    local products=$root/releng/org.tracebinder.product/target/products/org.tracebinder.rcp.product
    case $(uname -s) in
        Darwin) echo "$products/$(platform)/Tracebinder.app/Contents/Eclipse" ;;
        *) echo "$products/$(platform)/tracebinder" ;;
    esac
}

# keep_product NAME: the product that was just built becomes the one that releng/tracebinder starts for these sources.
# A copy, because a later build must not pull the files away under a running program; the last three stay.
keep_product() {
    local old
    mkdir -p "$work/app"
    rm -rf "$work/app/.new"
    cp -R "$(built_product)" "$work/app/.new" && rm -rf "${work:?}/app/$1" && mv "$work/app/.new" "$work/app/$1" || exit 4
    ls -t "$work/app" | tail -n +4 | while IFS= read -r old; do
        rm -rf "${work:?}/app/$old" "${work:?}/configuration/$old"
    done
}
