import type { IncomingMessage } from "node:http";
import type { RequestHandler, Response } from "express";
import type { Caller, UserCaller } from "./caller.js";

/** Who is calling, by the credential in the headers. Rejects with a Refusal where they may not. */
export type Identify = (req: IncomingMessage) => Promise<Caller>;

/** The guards' checks by themselves, for requests that become sockets: those pass no middleware. */
export interface Identities extends Readonly<Record<"gameServer" | "reader" | "fullReader", Identify>> {
	/**
	 * A user by their token, in development too, and never a game server. The token may stand in the query
	 * (`?token=`), as clients of sockets that can send nothing else put it there.
	 */
	readonly user: (req: IncomingMessage) => Promise<UserCaller>;
}

/** Who may do what, as middleware; a refusal is passed on, never answered here. */
export interface Guards {
	/** A game server's `x-api-key`. */
	readonly gameServer: RequestHandler;
	/** A user by their token, in development too, and never a game server. */
	readonly user: RequestHandler;
	/** Anybody who may read what is visible in a world: a user's token or an API key. */
	readonly reader: RequestHandler;
	/** Readers of everything: role `observer` or `admin` in the token, or an API key. */
	readonly fullReader: RequestHandler;
	/** After `reader`: whether this caller may read everything. */
	readonly mayReadFull: (res: Response) => boolean;
}
