import type { Response } from "express";
import type { Guards } from "../http/guards.js";
import { Refusal } from "../http/refusal.js";
import type { Cast } from "./world-views.js";

/**
 * Lets on whoever may read a cast.
 *
 * @throws Refusal `forbidden`
 */
export function allowCast(guards: Guards, res: Response, cast: Cast): void {
	if (cast === "full" && !guards.mayReadFull(res)) {
		throw new Refusal("forbidden", "Reading everything of a world takes the role observer or admin.");
	}
}
