/** The field whose filling lets a change be saved that its replay stands against. */
export const NEEDS_REASON = { path: 'override', message: 'Say why you save it all the same.' };
