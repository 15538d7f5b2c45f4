/*
 * command_impl: the functions behind the command table, by file.
 */
#ifndef APP_COMMAND_IMPL_H
#define APP_COMMAND_IMPL_H

#include "app/command.h"

typedef void command_fn(struct app *, struct slice arg);

/* cmd_move.c */
command_fn cmd_down, cmd_up, cmd_page_down, cmd_page_up, cmd_half_down,
    cmd_half_up, cmd_top, cmd_bottom, cmd_goto, cmd_next_pane, cmd_prev_pane,
    cmd_pane_left, cmd_pane_down, cmd_pane_up, cmd_pane_right,
    cmd_row_middle, cmd_row_top, cmd_row_bottom,
    cmd_article, cmd_related, cmd_comments, cmd_zoom, cmd_search,
    cmd_search_next, cmd_search_prev, cmd_cancel;

/* cmd_comments.c */
command_fn cmd_next_sibling, cmd_prev_sibling, cmd_parent, cmd_peek,
    cmd_thread_top, cmd_next_thread, cmd_prev_thread, cmd_close, cmd_open_fold,
    cmd_toggle, cmd_unfold, cmd_fold, cmd_fold_all, cmd_unfold_all,
    cmd_fold_less, cmd_fold_more, cmd_level, cmd_fold_thread;

/* cmd_order.c */
command_fn cmd_order;

/* cmd_news.c */
command_fn cmd_next_new, cmd_prev_new, cmd_mark_read, cmd_catch_up, cmd_pin,
    cmd_attach, cmd_detach, cmd_undo, cmd_why;
/* cmd_filter.c */
command_fn cmd_filter, cmd_ask_filter, cmd_hide_author, cmd_kill, cmd_unkill;

/* cmd_said.c */
command_fn cmd_next_by_author, cmd_said, cmd_fold_quotes;

/* cmd_related.c */
command_fn cmd_open, cmd_back, cmd_forward, cmd_next_related,
    cmd_prev_related, cmd_trail;

/* To another story, for the history and the trail: way says how one came
 * there; or is empty.  False: it cannot be shown, which was told. */
bool command_jump(struct app *, size_t story, struct slice way);

/* Finds the headlines of a few documents.  True: of all. */
bool command_index_few(struct app *);

/* cmd_story.c */
command_fn cmd_stories, cmd_next_story, cmd_prev_story, cmd_info,
    cmd_links, cmd_browse, cmd_yank, cmd_yank_link, cmd_pipe, cmd_edit,
    cmd_reload;

/* cmd_library.c */
command_fn cmd_library, cmd_leave, cmd_sort, cmd_save, cmd_unsave,
    cmd_folders, cmd_open_folder, cmd_close_folder, cmd_toggle_read, cmd_star,
    cmd_note, cmd_ask_note, cmd_undo_mark, cmd_all_read;

/* The query prompt, or the query given; in the headlines. */
void command_query(struct app *, struct slice arg);
bool command_all_stories(struct app *);	/* false: they are shown */
void command_next_unread(struct app *, int step);

/* False, and told, where there are no comments. */
bool command_has_comments(struct app *);

/* The comments on the screen, and the row of them in hand. */
static inline struct tree *
tree_of(struct app *a)
{
	return app_story(a)->tree;
}

static inline size_t
row_of(const struct app *a)
{
	return a->cursor[PANE_COMMENTS];
}

/* The document on screen, read once more: the place and the folds stay.
 * False: it cannot be, which was told. */
bool command_reread(struct app *);

/* cmd_charset.c */
command_fn cmd_charset, cmd_repair;

/* command.c */
command_fn cmd_help, cmd_prompt, cmd_quit, cmd_suspend, cmd_redraw;

#endif
