# Completes coach in fish. At each Tab it is coach itself that says what may come next.
function __coach_candidates
    COACH_COMPLETE=fish @COACH@ -- (commandline --current-process --cut-at-cursor | string collect) 2>/dev/null
end
complete --command coach --no-files --keep-order --arguments '(__coach_candidates)'
