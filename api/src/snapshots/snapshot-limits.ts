/** Members that one payload or one source may have: ten full servers of Roblox's largest size, with room to spare. */
export const MAX_MEMBERS = 5_000;

/** Characters of a name, key or id: five times Roblox's longest display name. */
export const MAX_NAME_CHARS = 100;

/** Bytes of a body after inflation: 5,000 members in groups of four take about 3.8 million. */
export const MAX_BODY_BYTES = 4 * 1024 * 1024;

/** Levels of objects and arrays inside one another; deeper JSON is an attack on whoever walks it. */
export const MAX_LEVELS = 63;

/** Values of a payload that is checked in detail: twice what 5,000 members take, so that a refusal is cheap too. */
export const MAX_VALUES = 500_000;

/** Wrong places named in one refusal: an answer is not to be larger than what it answers. */
export const MAX_NAMED_ERRORS = 1_000;

/** Unix seconds up to the year 5138: milliseconds since 1970, the usual mistake, lie beyond. */
export const MAX_TIMESTAMP = 100_000_000_000;

/** Studs that a member moves before its position counts as another one; the game servers' own threshold. */
export const MOVE_THRESHOLD_STUDS = 0.1;
