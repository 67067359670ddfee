import type { Response } from "express";
import type { TokenUser } from "./tokens.js";

/** A user, by their token. */
export type UserCaller = { readonly kind: "user" } & TokenUser;

/** Who is calling, as a guard found out: a game server, a user, or (in development) anybody. */
export type Caller = { readonly kind: "game_server" } | UserCaller | { readonly kind: "anybody" };

const ADMIN = "admin";

/** Roles whose bearers may read everything. */
const FULL_READERS: readonly string[] = ["observer", ADMIN];

/** Notes who is calling, for handlers after the guard. */
export function setCaller(res: Response, caller: Caller): void {
	res.locals.caller = caller;
}

/** Who is calling; undefined where no guard stands before the handler. */
export function callerOf(res: Response): Caller | undefined {
	return res.locals.caller as Caller | undefined;
}

/** Whether a caller may read everything, rather than what is visible in the world alone. */
export function readsEverything(caller: Caller | undefined): boolean {
	if (!caller) return false;
	return caller.kind !== "user" || caller.roles.some((role) => FULL_READERS.includes(role));
}

/** Whether a user may have the service do things for everybody. */
export function isAdmin({ roles }: UserCaller): boolean {
	return roles.includes(ADMIN);
}

/** Unix seconds at which a caller's right to be here ends; undefined where it does not, as with a game server's key. */
export function expiryOf(caller: Caller | undefined): number | undefined {
	return caller?.kind === "user" ? caller.expiresAt : undefined;
}
