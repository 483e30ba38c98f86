# shellcheck shell=bash
# Debian packages: which are missing, and installing them with the machine's own apt.
# A list has a package a line, then "# why". Names joined by | are one package under the names of different Debian
# versions: the first that this Debian knows is installed.

# packages_listed LIST... - prints the entries of the lists, a line each.
packages_listed() {
    sed -e 's/#.*//' -e 's/[[:space:]]*$//' -e '/^$/d' "$@" | sort -u
}

# packages_missing LIST... - prints what is missing, a line each, as written in the lists.
packages_missing() {
    local -A installed=()
    local entry name present state
    local -a entries=() names=()
    mapfile -t entries < <(packages_listed "$@")
    IFS='|' read -r -d '' -a names < <(IFS='|' && printf '%s\0' "${entries[*]}")
    while read -r state name; do
        [[ $state == installed ]] && installed[$name]=yes
    done < <(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "${names[@]}" 2>/dev/null)
    for entry in "${entries[@]}"; do
        present=
        for name in ${entry//|/ }; do
            present+=${installed[$name]-}
        done
        [[ -n $present ]] || printf '%s\n' "$entry"
    done
}

# packages_resolve ENTRY... - prints the name that this Debian has for each entry.
packages_resolve() {
    local entry name found
    for entry in "$@"; do
        found=
        for name in ${entry//|/ }; do
            [[ -n $(apt-cache madison "$name" 2>/dev/null) ]] && found=$name && break
        done
        # An unknown name is left for apt to complain about.
        printf '%s\n' "${found:-${entry%%|*}}"
    done
}

# packages_need_root MISSING... - makes sure that apt can be run, or explains and exits.
# Sets as_root to the words that must precede a command.
packages_need_root() {
    declare -g -a as_root=()
    [[ $(id -u) != 0 ]] || return 0
    if ! command -v sudo >/dev/null; then
        _packages_explain "$@"
        exit 1
    fi
    # shellcheck disable=SC2034  # for the caller
    as_root=(sudo)
    if ! sudo -n true 2>/dev/null; then
        echo "Hubtap needs some Debian packages. sudo asks for your password to install them:"
        printf '    %s\n' "$*"
        if ! sudo -v; then
            _packages_explain "$@"
            exit 1
        fi
    fi
}

# packages_meter LINE - a meter for step, for apt-get run with its status lines on standard output.
packages_meter() {
    local kind percent
    IFS=: read -r kind _ percent _ <<<"$1"
    case $kind in
        dlstatus) progress_at "$((${percent%%.*} / 2))" ;;
        pmstatus) progress_at "$((50 + ${percent%%.*} / 2))" ;;
    esac
}

_packages_explain() {
    {
        echo "Some Debian packages are missing, and this account may not install them. Ask an administrator for"
        printf '    apt-get install %s\n' "$(packages_resolve "$@" | tr '\n' ' ')"
        echo "then run the same command again."
    } >&2
}
