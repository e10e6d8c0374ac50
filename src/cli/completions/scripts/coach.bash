# Completes coach in bash. At each Tab it is coach itself that says what may come next.
_coach() {
    local candidate
    COMPREPLY=()
    while IFS= read -r candidate; do
        COMPREPLY+=("$candidate")
    done < <(COACH_COMPLETE=bash @COACH@ -- "${COMP_LINE:0:COMP_POINT}" "$2" 2> /dev/null)
    if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *[=/] ]]; then
        compopt -o nospace 2> /dev/null
    fi
}
# Older ones sort, and know no other way.
complete -o nosort -o bashdefault -F _coach coach 2> /dev/null ||
    complete -o bashdefault -F _coach coach
