# SPDX-License-Identifier: Apache-2.0
# Finds a Java to run with; sourced by bash scripts (3.2 is enough, macOS has no newer one).

# java_major HOME: prints the feature release of the Java in that folder, 0 when there is none.
java_major() {
    local line version=0
    if [ -x "$1/bin/java" ]; then
        if [ -r "$1/release" ]; then
            while IFS= read -r line; do
                case $line in
                    JAVA_VERSION=*) version=${line#*=}; version=${version//\"/} ;;
                esac
            done < "$1/release"
        else
            version=$("$1/bin/java" -version 2>&1 | sed -n 's/.* version "\([^"]*\)".*/\1/p')
        fi
    fi
    version=${version#1.}
    version=${version%%[!0-9]*}
    printf '%s\n' "${version:-0}"
}

# java_homes: the Java folders that are usual on this system, one a line.
java_homes() {
    local java home
    java=$(command -v java 2>/dev/null) && while [ -L "$java" ]; do
        home=$(readlink "$java")
        case $home in /*) java=$home ;; *) java=${java%/*}/$home ;; esac
    done
    case $java in
        # Not a Java but the one of macOS that asks to install one.
        "" | /usr/bin/java) ;;
        *) printf '%s\n' "${java%/bin/java}" ;;
    esac
    for home in /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* /opt/*/jdk* \
            /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home \
            /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
            "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/*; do
        [ ! -x "$home/bin/java" ] || printf '%s\n' "$home"
    done
}

# find_java LEAST: sets JAVA_HOME: as it is when new enough, else the newest Java on this machine. Fails when all are older.
find_java() {
    local least=$1 best=0 major home found=
    if [ -n "${JAVA_HOME-}" ] && [ "$(java_major "$JAVA_HOME")" -ge "$least" ]; then
        return 0
    fi
    while IFS= read -r home; do
        major=$(java_major "$home")
        if [ "$major" -gt "$best" ]; then
            best=$major
            found=$home
        fi
    done <<HOMES
$(java_homes)
HOMES
    [ "$best" -ge "$least" ] || return 1
    JAVA_HOME=$found
    export JAVA_HOME
}
