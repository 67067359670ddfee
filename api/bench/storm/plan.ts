import type { Door } from "../doors/product.js";

/** What a process of readers is to do. */
export interface StormPlan {
	readonly port: number;
	readonly readers: number;
	readonly door: Door;
	/** The request without its cursor, whose place is marked by `CURSOR_MARK`. */
	readonly request: string;
	/** The cursor that all begin after. */
	readonly cursor: string;
}

export const CURSOR_MARK = "{cursor}";
