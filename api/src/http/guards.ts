import type { RequestHandler, Response } from "express";

/** Who may do what, as middleware; a refusal is passed on, never answered here. */
export interface Guards {
	/** A game server's `x-api-key`. */
	readonly gameServer: RequestHandler;
	/** Anybody who may read what is visible in a world: a user's token or an API key. */
	readonly reader: RequestHandler;
	/** Readers of everything: role `observer` or `admin` in the token, or an API key. */
	readonly fullReader: RequestHandler;
	/** After `reader`: whether this caller may read everything. */
	readonly mayReadFull: (res: Response) => boolean;
}
