#compdef coach
# Completes coach in zsh. At each Tab it is coach itself that says what may come next.
_coach() {
    local line
    local -a whole begun
    for line in "${(@f)$(COACH_COMPLETE=zsh @COACH@ -- \
        "${(@Q)words[1,CURRENT-1]}" "${(Q)PREFIX}" 2> /dev/null)}"; do
        case $line in
            ('') ;;
            # What goes on: no blank comes behind it.
            (+*) begun+=("${line#?}") ;;
            (*) whole+=("${line#?}") ;;
        esac
    done
    (( $#whole )) && _describe -V 'coach' whole
    (( $#begun )) && _describe -V 'coach' begun -S ''
    (( $#begun + $#whole ))
}
# Loaded from a folder of functions it is called at once; sourced, it is made known.
if [[ $funcstack[1] == _coach ]]; then
    _coach "$@"
else
    compdef _coach coach
fi
