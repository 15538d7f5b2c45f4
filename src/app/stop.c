#include "app/stop.h"

#include <stddef.h>

static volatile sig_atomic_t stopped_by;

static void
on_signal(int number)
{
	stopped_by = number;
}

const volatile sig_atomic_t *
stop_on_signals(bool at_once)
{
	static const int numbers[] = { SIGINT, SIGTERM, SIGHUP };
	struct sigaction sa = { .sa_handler = on_signal };
	struct sigaction ignore = { .sa_handler = SIG_IGN }, was;
	size_t i;

	if (at_once)
		sa.sa_flags = (int)SA_RESETHAND;
	for (i = 0; i < sizeof(numbers) / sizeof(*numbers); i++) {
		sigaction(numbers[i], NULL, &was);
		if (was.sa_handler != SIG_IGN)
			sigaction(numbers[i], &sa, NULL);
	}
	sigaction(SIGPIPE, &ignore, NULL);
	return &stopped_by;
}
