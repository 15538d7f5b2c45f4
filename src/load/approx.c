#include "load/approx.h"

#define LN2 0.69314718f

/* exp(x) = exp(x / 1024) to the 1024th, the inner one by its series. */
float
approx_exp(float x)
{
	double y, p;
	int i;

	if (x < -80)
		return 0;
	y = (double)x / 1024;
	p = 1 + y * (1 + y * (0.5 + y / 6));
	for (i = 0; i < 10; i++)
		p *= p;
	return (float)p;
}

/* log(m 2^e) = e log 2 + 2 atanh((m - 1) / (m + 1)) */
float
approx_log(float x)
{
	float e = 0, z, zz;

	while (x >= 1.5f) {
		x /= 2;
		e++;
	}
	while (x > 0 && x < 0.75f) {
		x *= 2;
		e--;
	}
	z = (x - 1) / (x + 1);
	zz = z * z;
	return e * LN2 + 2 * z * (1 + zz * (1 / 3.f + zz * (1 / 5.f +
	    zz / 7)));
}

/* Newton's method, from above. */
float
approx_sqrt(float x)
{
	float y = x > 1 ? x : 1, next;
	int i;

	for (i = 0; i < 64; i++) {
		next = (y + x / y) / 2;
		if (next >= y)
			break;
		y = next;
	}
	return x > 0 ? y : 0;
}
