import type { Personality } from "../core/society.js";
import type { Voice } from "./voice.js";
import { BOASTFUL } from "./voices/boastful.js";
import { CHEERFUL } from "./voices/cheerful.js";
import { CURIOUS } from "./voices/curious.js";
import { DRAMATIC } from "./voices/dramatic.js";
import { GRUMPY } from "./voices/grumpy.js";
import { KIND } from "./voices/kind.js";
import { SHY } from "./voices/shy.js";
import { WISE } from "./voices/wise.js";

/** How each personality talks. */
export const VOICES: Readonly<Record<Personality, Voice>> = {
	cheerful: CHEERFUL,
	grumpy: GRUMPY,
	shy: SHY,
	curious: CURIOUS,
	dramatic: DRAMATIC,
	wise: WISE,
	boastful: BOASTFUL,
	kind: KIND,
};
