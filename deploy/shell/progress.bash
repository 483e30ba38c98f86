# shellcheck shell=bash
# Shows a long job step by step: a title, a bar and the seconds; everything the commands print goes to a log.
# Source it, call progress_begin, then step for each piece of work.

_progress_log=
_progress_steps=0
_progress_step=0
_progress_percent=0

# progress_begin LOG STEPS - LOG is started afresh; STEPS is how many calls of step will follow.
progress_begin() {
    _progress_log=$1
    _progress_steps=$2
    _progress_step=0
    mkdir -p "$(dirname "$_progress_log")"
    : >"$_progress_log"
    trap _progress_interrupted INT
}

# step TITLE METER COMMAND... - runs COMMAND with its output in the log; on failure shows the end of it and exits.
# METER is a function that gets each line of output and may move the bar with progress_at; true for none.
step() {
    local title=$1 meter=$2 begun=$SECONDS status=0
    shift 2
    _progress_step=$((_progress_step + 1))
    _progress_percent=0
    [[ -t 1 ]] || printf '[%d/%d] %s ...\n' "$_progress_step" "$_progress_steps" "$title"
    printf '\n=== %s\n' "$title" >>"$_progress_log"
    _progress_run "$title" "$meter" "$begun" "$@" || status=$?
    if ((status != 0)); then
        _progress_failed "$title" "$status"
        exit 1
    fi
    _progress_percent=100
    _progress_draw "$title" "$begun"
    if [[ -t 1 ]]; then
        echo
    else
        printf '[%d/%d] %s: done, %d s\n' "$_progress_step" "$_progress_steps" "$title" "$((SECONDS - begun))"
    fi
}

# progress_at PERCENT - for meters.
progress_at() {
    _progress_percent=$1
}

_progress_run() {
    local title=$1 meter=$2 begun=$3 output command status part held=
    shift 3
    exec {output}< <("$@" </dev/null 2>&1)
    command=$!
    while true; do
        status=0
        IFS= read -r -t 0.2 -u "$output" part || status=$?
        held+=$part
        if ((status == 0)) || { ((status <= 128)) && [[ -n $held ]]; }; then
            "$meter" "$held"
            printf '%s\n' "$held" >>"$_progress_log"
            held=
        fi
        # Past 128 nothing came for a moment, else below it the output has ended. A service that the command started may
        # keep it open: that is not waited for.
        if ((status > 128)); then
            kill -0 "$command" 2>/dev/null || break
        elif ((status > 0)); then
            break
        fi
        _progress_draw "$title" "$begun"
    done
    exec {output}<&-
    wait "$command"
}

_progress_draw() {
    [[ -t 1 ]] || return 0
    local filled=$((_progress_percent / 5)) bar=
    printf -v bar '%*s' "$filled" ''
    printf '\r[%d/%d] %-26s [%-20s] %3d s ' "$_progress_step" "$_progress_steps" "$1" "${bar// /#}" "$((SECONDS - $2))"
}

_progress_interrupted() {
    printf '\nStopped. The same command goes on from here.\n' >&2
    exit 130
}

_progress_failed() {
    [[ -t 1 ]] && echo
    {
        printf '\n%s failed (exit code %d). The end of what it said:\n\n' "$1" "$2"
        tail -n 25 "$_progress_log" | sed 's/^/    /'
        printf '\nAll of it: %s\n' "$_progress_log"
    } >&2
}
