/*
 * approx: the few functions of a statistical model, good to 1e-4, so that
 * the program needs no libm.
 */
#ifndef LOAD_APPROX_H
#define LOAD_APPROX_H

float approx_exp(float x);	/* 0 below -80; x must not exceed 80 */
float approx_log(float x);	/* x > 0 */
float approx_sqrt(float x);	/* x >= 0 */

#endif
