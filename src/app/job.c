#include "app/job.h"

#include "app/app.h"

#define TELL_EVERY 16		/* slices: some ten times a second */

bool
job_drop(struct app *a)
{
	struct job j = a->job;

	if (j.step == NULL)
		return false;
	a->job = (struct job){ 0 };
	j.drop(&j);
	return true;
}

static void
tell(struct app *a)
{
	struct job *j = &a->job;

	app_say(a, "%s… %zu%%   Esc stops", j->doing, j->total ?
	    j->done * 100 / j->total : 0);
	a->redraw = true;
}

bool
job_step(struct app *a)
{
	if (a->job.step == NULL)
		return false;
	if (!a->job.step(a, &a->job)) {
		job_drop(a);
		a->redraw = true;
	} else if (a->job.slices++ % TELL_EVERY == 0)
		tell(a);
	return true;
}

void
job_start(struct app *a, const struct job *j)
{
	job_drop(a);
	a->job = *j;
	job_step(a);
}
