import type { Words } from "../../../../../wording/grammar.js";
import type { Temper } from "../../persona-words.js";
import { CHEERFUL, CHILD, PROUD } from "./bright.js";
import { GRUMPY, SHY, STERN } from "./dark.js";
import { DREAMY, LEARNED, NOSY } from "./odd.js";

/** How each temper talks: whole lines of its own, and what it puts before (`open`) and after (`close`) others'. */
export const TEMPERS: Readonly<Record<Temper, Words>> = {
	cheerful: CHEERFUL,
	child: CHILD,
	dreamy: DREAMY,
	grumpy: GRUMPY,
	learned: LEARNED,
	nosy: NOSY,
	plain: {},
	proud: PROUD,
	shy: SHY,
	stern: STERN,
};
