import { z } from "zod";

/** What the table of settings says of one variable, beside its name and default. */
export interface About {
	/** What the value counts or is. */
	readonly unit: string;
	/** What it does, and why the default is what it is. */
	readonly about: string;
	/** Never shown, in messages or logs. */
	readonly secret?: boolean;
	/** The default where it depends on other settings. */
	readonly fallback?: string;
}

/** Rows of the table, by the schema of their variable. */
export const rows = z.registry<About>();
