# bash completion of lede(1)
_lede() {
	local cur=${COMP_WORDS[COMP_CWORD]} prev= command= i options
	[ "$COMP_CWORD" -gt 0 ] && prev=${COMP_WORDS[COMP_CWORD-1]}
	for ((i = 1; i < COMP_CWORD; i++)); do
		case ${COMP_WORDS[i]} in
		cat|detect|decode|import|search|export)
			command=${COMP_WORDS[i]}; break ;;
		esac
	done
	case $prev in
	--charset)
		mapfile -t COMPREPLY < <(compgen -W \
		    "$(lede decode --labels 2>/dev/null | cut -f 1)" -- "$cur")
		return ;;
	--width|--url|--limit|--jobs|--timeout)
		return ;;
	--config|--library|--output)
		mapfile -t COMPREPLY < <(compgen -f -- "$cur")
		return ;;
	esac
	case $command in
	cat)	options="--json --text --markdown --explain --width --charset
		--no-repair --url --config" ;;
	detect)	options="--charset" ;;
	decode)	options="--charset --repair --no-repair --labels" ;;
	import)	options="--in-place --library --jobs --timeout --config" ;;
	search)	options="--json --limit --library" ;;
	export)	options="--json --markdown --mbox --html --no-source --output
		--library --config" ;;
	*)	options="--charset --no-repair --no-state --url --config --library
		--help --version" ;;
	esac
	compopt -o filenames 2>/dev/null
	if [[ $cur == -* ]]; then
		mapfile -t COMPREPLY < <(compgen -W "$options" -- "$cur")
	else
		mapfile -t COMPREPLY < <(compgen -f -- "$cur"
		    [ "$COMP_CWORD" = 1 ] &&
		    compgen -W "cat detect decode import search export" -- "$cur")
	fi
}
complete -F _lede lede
