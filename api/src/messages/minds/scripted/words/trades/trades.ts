import type { Words } from "../../../../../wording/grammar.js";
import type { Trade } from "../../persona-words.js";
import { BIRDER, FARMER, GARDENER, HUNTER } from "./land.js";
import { BAKER, INNKEEPER, MERCHANT, TAILOR } from "./market.js";
import { NOBODY_IN_PARTICULAR } from "./nobody.js";
import { GUARD, HEALER, MUSICIAN, SCHOLAR, SMITH } from "./town.js";
import { FISHER, SAILOR, TRAVELLER } from "./water.js";

/** What each trade talks about. */
export const TRADES: Readonly<Record<Trade, Words>> = {
	baker: BAKER,
	birder: BIRDER,
	farmer: FARMER,
	fisher: FISHER,
	gardener: GARDENER,
	guard: GUARD,
	healer: HEALER,
	hunter: HUNTER,
	innkeeper: INNKEEPER,
	merchant: MERCHANT,
	musician: MUSICIAN,
	sailor: SAILOR,
	scholar: SCHOLAR,
	smith: SMITH,
	tailor: TAILOR,
	traveller: TRAVELLER,
	none: NOBODY_IN_PARTICULAR,
};
