/*
 * figure: pictures with their captions and credits.
 */
#ifndef LOAD_HTML_FIGURE_H
#define LOAD_HTML_FIGURE_H

#include "load/html/page.h"

/* A picture, or an element that holds one and its caption only. */
bool is_figure(const struct html_page *, size_t node);

/*
 * Adds it to the document's images; its place there, or -1 where it is no
 * picture worth a line (an icon, a pixel).
 */
int figure_add(struct html_page *, size_t node);

/* The text of a caption element goes to the image: its credit apart. */
void figure_caption(struct html_page *, struct image *, size_t node);

/* Adds the pictures with captions between the headline and the end of the
 * article that are not in its blocks; after article_read(). */
void figure_rest(struct html_page *, size_t root);

#endif
