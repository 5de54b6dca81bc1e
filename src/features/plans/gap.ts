/** What a plan lacks: where, as a path in its content, and in which words to say it. */
export type Gap = { field: string; detail: string };
