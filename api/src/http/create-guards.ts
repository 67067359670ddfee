import type { IncomingMessage } from "node:http";
import type { RequestHandler } from "express";
import type { ApiKeys } from "./api-keys.js";
import { type Caller, callerOf, readsEverything, setCaller, type UserCaller } from "./caller.js";
import type { Guards, Identify, Identities } from "./guards.js";
import { Refusal } from "./refusal.js";
import { offeredToken } from "./socket-protocol.js";
import type { Tokens } from "./tokens.js";
import { isUserId } from "./user-id.js";

/** The header of a game server's key. */
export const API_KEY_HEADER = "x-api-key";

export interface IdentitiesOptions {
	readonly apiKeys: ApiKeys;
	readonly tokens: Tokens;
	/** Whether calls without a credential are taken. One that is wrong is refused all the same. */
	readonly open: boolean;
}

/** Who a caller is, by keys and tokens. */
export function createIdentities({ apiKeys, tokens, open }: IdentitiesOptions): Identities {
	/** The game server whose key it is; undefined without one. */
	const gameServerOf = ({ headers }: IncomingMessage): Caller | undefined => {
		const key = headers[API_KEY_HEADER];
		if (typeof key !== "string") return undefined;
		if (apiKeys.match(key) !== undefined) return { kind: "game_server" };
		// Where no key is set there is no wrong one; a place that brings its key along is as open as any caller.
		if (open && apiKeys.count === 0) return undefined;
		throw new Refusal("unauthenticated", `The ${API_KEY_HEADER} is not one of ours.`);
	};

	const bearer = async (token: string): Promise<UserCaller> => ({
		kind: "user",
		...(await tokens.verify(token)),
	});

	/** The user whose token it is; undefined without one. */
	const userOf = async (req: IncomingMessage): Promise<Caller | undefined> => {
		const token = bearerOf(req) ?? offeredToken(req);
		return token === undefined ? undefined : bearer(token);
	};

	const withoutCredential = (wanted: string): Caller => {
		if (open) return { kind: "anybody" };
		throw new Refusal("unauthenticated", `Send ${wanted}.`);
	};
	const gameServer = async (req: IncomingMessage): Promise<Caller> =>
		gameServerOf(req) ?? withoutCredential(`an ${API_KEY_HEADER}`);
	const reader = async (req: IncomingMessage): Promise<Caller> =>
		gameServerOf(req) ?? (await userOf(req)) ?? withoutCredential(`a bearer token, or an ${API_KEY_HEADER}`);
	const fullReader = async (req: IncomingMessage): Promise<Caller> => {
		const caller = await reader(req);
		if (readsEverything(caller)) return caller;
		throw new Refusal("forbidden", "Reading everything needs the role observer or admin.");
	};

	const user = async (req: IncomingMessage): Promise<UserCaller> => {
		// A key that is wrong is refused whatever comes with it; a right one makes nobody a user.
		gameServerOf(req);
		const token = bearerOf(req) ?? offeredToken(req) ?? queryToken(req);
		if (token === undefined) throw new Refusal("unauthenticated", "Send a user's token.");
		const caller = await bearer(token);
		if (isUserId(caller.userId)) return caller;
		throw new Refusal("unauthenticated", "The token's user has an id that is not taken here.");
	};

	return { gameServer, reader, fullReader, user };
}

/** The token in an address. Nothing may log or answer it. */
function queryToken({ url = "" }: IncomingMessage): string | undefined {
	const token = new URLSearchParams(/\?.*/.exec(url)?.[0]).get("token");
	return token === null || token === "" ? undefined : token;
}

function bearerOf({ headers }: IncomingMessage): string | undefined {
	const header = headers.authorization;
	if (header === undefined) return undefined;
	const token = /^Bearer +(\S+)$/i.exec(header)?.[1];
	if (token !== undefined) return token;
	throw new Refusal("unauthenticated", "The authorization header is not a bearer token.");
}

/** The guards of routes. */
export function createGuards({ gameServer, user, reader, fullReader }: Identities): Guards {
	return {
		gameServer: admit(gameServer),
		user: admit(user),
		reader: admit(reader),
		fullReader: admit(fullReader),
		mayReadFull: (res) => readsEverything(callerOf(res)),
	};
}

/** Lets a request on with its caller noted; what `identify` throws is passed on by Express. */
function admit(identify: Identify): RequestHandler {
	return async (req, res, next) => {
		setCaller(res, await identify(req));
		next();
	};
}
