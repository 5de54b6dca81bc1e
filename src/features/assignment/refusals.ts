/** Why a suggestion is not taken. */
export type SuggestionRefusal = 'suggestion-gone' | 'coordinator-named';
