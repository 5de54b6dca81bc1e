/** Why an act on how an agency finds coordinators is refused. */
export type AssignmentDocumentRefusal = 'areas-inconsistent';

/** Why a suggestion is not taken. */
export type SuggestionRefusal = 'suggestion-gone' | 'coordinator-named';
