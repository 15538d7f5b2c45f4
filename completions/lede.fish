# fish completion of lede(1)
set -l commands cat detect decode
set -l labels "(lede decode --labels 2>/dev/null | cut -f 1)"
complete -c lede -n "not __fish_seen_subcommand_from $commands" -a cat -d 'Print documents'
complete -c lede -n "not __fish_seen_subcommand_from $commands" -a detect -d 'Name their encodings'
complete -c lede -n "not __fish_seen_subcommand_from $commands" -a decode -d 'Print their text as UTF-8'
complete -c lede -n "not __fish_seen_subcommand_from $commands" -l config -rF -d 'A configuration'
complete -c lede -n "not __fish_seen_subcommand_from $commands" -l no-state -d 'Remember nothing, recall nothing'
complete -c lede -n "not __fish_seen_subcommand_from $commands" -l help -d 'A summary'
complete -c lede -n "not __fish_seen_subcommand_from $commands" -l version -d 'The version'
complete -c lede -n "not __fish_seen_subcommand_from detect" -l charset -xa $labels -d 'What the transport said'
complete -c lede -n "__fish_seen_subcommand_from cat" -l json -d 'One JSON object a line'
complete -c lede -n "__fish_seen_subcommand_from cat" -l text -d 'Plain text'
complete -c lede -n "__fish_seen_subcommand_from cat" -l markdown -d 'CommonMark'
complete -c lede -n "__fish_seen_subcommand_from cat" -l width -x -d 'Columns to wrap to'
complete -c lede -n "not __fish_seen_subcommand_from detect" -l no-repair -d 'Leave mojibake alone'
complete -c lede -n "__fish_seen_subcommand_from decode" -l repair -d 'Mend mojibake'
complete -c lede -n "__fish_seen_subcommand_from decode" -l labels -d 'List the labels known'
