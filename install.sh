#!/bin/sh
# Installs `coach` for you alone: no root, no compiler.
#
#   sh install.sh                    the release that this file came with
#   sh install.sh --to FOLDER        the program there, instead of ~/.local/bin
#   sh install.sh --only-program     neither manual page nor completions, and no note of what was put where
#   sh install.sh --uninstall        takes away all that it put anywhere
#
# It exits with 3 where no coach is built for this machine, and with 1 where anything else is wrong.
#
# COACH_RELEASE says where the archives and their SHA256SUMS lie, when not where it says below.
#
# It fetches the archive for this machine and SHA256SUMS, and goes on only where the sum is right. What
# it puts anywhere is told, and kept in a list, by which it is taken away again.
# shellcheck disable=SC2016  # what stands in backticks is to be read
set -eu

# Everything is in functions, called in the last line: a download that breaks off does nothing.

address=https://git.example.com/you/coach
release=${COACH_RELEASE:-$address/releases/latest/download}
data=${XDG_DATA_HOME:-${HOME-}/.local/share}
# Beside, not in, `coach`, where a user's own playbooks are.
list=$data/honest-coach.installed
folder=${HOME-}/.local/bin
only_program=

fail() {
    printf 'install.sh: %s\n' "$1" >&2
    exit "${2-1}"
}

main() {
    task=install
    while [ $# -gt 0 ]; do
        case $1 in
            --to) [ $# -gt 1 ] || fail '`--to` needs a folder'; folder=$2; shift ;;
            --only-program) only_program=yes ;;
            --uninstall) task=uninstall ;;
            *) fail "there is no option \`$1\`: --to FOLDER, --only-program or --uninstall" ;;
        esac
        shift
    done
    [ -n "${HOME-}" ] || fail 'HOME is not set: there is no telling where to install'
    case $folder in /* | [A-Za-z]:*) ;; *) folder=$(pwd)/$folder ;; esac
    "$task"
}

install() {
    name=honest-coach-$(target)
    case $name in *windows*) archive=$name.zip program=coach.exe ;; *) archive=$name.tar.gz program=coach ;; esac
    case $release in
        https://git.example.com/*) fail 'this copy did not come with a release, and knows of none: say where one is with COACH_RELEASE=ADDRESS' ;;
    esac
    refuse_what_is_not_ours

    work=$(mktemp -d) || fail 'no temporary folder can be made'
    touch "$work/list"
    trap leave EXIT
    trap 'exit 130' INT TERM HUP
    summer=$(summer)
    fetch SHA256SUMS
    sum=$(awk -v name="$archive" '$2 == name || $2 == "*" name { print $1 }' "$work/SHA256SUMS")
    [ -n "$sum" ] || fail "$release has no \`$archive\`. $elsewhere" 3
    fetch "$archive"
    found=$($summer < "$work/$archive" | cut -d " " -f 1)
    [ "$found" = "$sum" ] || fail "\`$archive\` is not what was released: its SHA-256 is $found, and SHA256SUMS says $sum. Nothing was installed"
    unpack "$work/$archive"
    version=$("$work/$name/$program" --version 2>&1) || fail "what was fetched does not run here: $version"

    put "$work/$name/$program" "$folder/$program" 755
    if [ -z "$only_program" ]; then
        [ ! -f "$list" ] || before=yes
        put "$work/$name/man/coach.1" "$data/man/man1/coach.1" 644
        put "$work/$name/completions/coach.bash" "$data/bash-completion/completions/coach" 644
        put "$work/$name/completions/coach.fish" "$data/fish/vendor_completions.d/coach.fish" 644
        replace_list
    fi
    finished=yes
    tell
}

# Where it did not get to its end, what was not there before goes.
leave() {
    [ -n "${finished-}${before-}" ] || take_away "$work/list" > /dev/null
    rm -rf "$work"
}

# The target that this machine runs.
target() {
    system=$(uname -s) machine=$(uname -m)
    # A shell that is translated for an Apple processor says that of an Intel one.
    if [ "$system" = Darwin ] && [ "$(sysctl -n sysctl.proc_translated 2> /dev/null)" = 1 ]; then machine=arm64; fi
    case $machine in
        x86_64 | amd64) processor=x86_64 ;;
        aarch64 | arm64) processor=aarch64 ;;
        *) processor= ;;
    esac
    case $system:$processor in
        *:) ;;
        Linux:*) echo "$processor-unknown-linux-musl"; return ;;
        Darwin:*) echo "$processor-apple-darwin"; return ;;
        MINGW*:* | MSYS*:* | CYGWIN*:*) echo x86_64-pc-windows-msvc; return ;;
    esac
    fail "no coach is built for $system on $machine. $elsewhere" 3
}
elsewhere='With Rust (https://rustup.rs) it can be built: cargo install --locked --git ADDRESS-OF-THE-REPOSITORY'

# What stands where the program is to go, and was put there by somebody else, stays.
refuse_what_is_not_ours() {
    if [ -n "$only_program" ] || { [ ! -e "$folder/$program" ] && [ ! -h "$folder/$program" ]; }; then return; fi
    if [ -f "$list" ] && grep -Fqx "file $folder/$program" "$list"; then return; fi
    fail "\`$folder/$program\` is there, and this installer did not put it there: take it away first, or choose a folder with --to"
}

fetch() {
    # Over an encrypted connection alone, redirections included, unless the address itself says otherwise.
    if command -v curl > /dev/null; then
        case $release in https://*) set -- "$1" --proto =https --tlsv1.2 ;; esac
        file=$1; shift
        error=$(curl -fsSL "$@" -o "$work/$file" "$release/$file" 2>&1) && return
    elif command -v wget > /dev/null; then
        file=$1
        error=$(wget -nv -O "$work/$file" "$release/$file" 2>&1) && return
    else
        fail 'neither `curl` nor `wget` is there to fetch anything with'
    fi
    fail "\`$release/$file\` can't be fetched: $error. Nothing was installed"
}

# What sums are made with.
summer() {
    if command -v sha256sum > /dev/null; then echo 'sha256sum'
    elif command -v shasum > /dev/null; then echo 'shasum -a 256'
    elif command -v openssl > /dev/null; then echo 'openssl dgst -r -sha256'
    else fail 'there is no `sha256sum`, `shasum` or `openssl` to check with what is fetched'; fi
}

unpack() {
    case $1 in
        *.zip) unzip -q "$1" -d "$work" ;;
        *) tar -xzf "$1" -C "$work" ;;
    esac || fail "\`$archive\` can't be unpacked"
}

# Copies a file to where it is to be, whole or not at all, and notes it and the folders that it needed.
put() {
    make_folder "$(dirname "$2")"
    if ! { cp "$1" "$2.coach-new" && chmod "$3" "$2.coach-new" && mv -f "$2.coach-new" "$2"; }; then
        rm -f "$2.coach-new"
        fail "\`$2\` can't be written"
    fi
    echo "file $2" >> "$work/list"
}

make_folder() {
    [ -d "$1" ] && return
    make_folder "$(dirname "$1")"
    mkdir "$1" || fail "the folder \`$1\` can't be made"
    echo "folder $1" >> "$work/list"
}

# The list of what is there now. Of an installation before, what is no longer wanted goes; folders that it
# made are still ours.
replace_list() {
    if [ -n "${before-}" ]; then
        grep -Fvx -f "$work/list" "$list" > "$work/old" || :
        while read -r kind path; do
            case $kind in
                file) rm -f "$path" ;;
                folder) echo "folder $path" >> "$work/list" ;;
            esac
        done < "$work/old"
    fi
    make_folder "$data"
    cp "$work/list" "$list" || fail "\`$list\` can't be written"
}

tell() {
    if [ -n "${before-}" ]; then echo "$version takes the place of the one before:"; else echo "$version is installed:"; fi
    sed -n 's/^file /  /p' "$work/list"
    case :$PATH: in
        *:"$folder":*)
            first=$(command -v coach || :)
            [ "$first" = "$folder/$program" ] || echo "but \`coach\` is \`$first\`, which stands before it in your PATH" ;;
        *) echo "to call it by its name, add this to the file that your shell reads at its start:"
            echo "  export PATH=\"$folder:\$PATH\"" ;;
    esac
    [ -n "$only_program" ] || echo "to take it away again: curl -fsSL $release/install.sh | sh -s -- --uninstall"
}

uninstall() {
    [ -f "$list" ] || fail "nothing is installed by this installer: there is no \`$list\`"
    echo 'taken away:'
    take_away "$list"
}

# Takes away what is in a list, and the list.
take_away() {
    while read -r kind path; do
        if [ "$kind" = file ]; then rm -f "$path" && echo "  $path"; fi
    done < "$1"
    folders=$(sed -n 's/^folder //p' "$1" | sort -r)
    rm -f "$1"
    # The inner folders first; one in which there is something else stays.
    printf '%s\n' "$folders" | while read -r path; do
        [ -z "$path" ] || rmdir "$path" 2> /dev/null || :
    done
}

main "$@"
