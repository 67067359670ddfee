/** More is not read while there is something to do. */
export const MAX_NARRATION_SENTENCES = 3;

/** Three sentences of some length. */
export const MAX_NARRATION_CHARACTERS = 400;
