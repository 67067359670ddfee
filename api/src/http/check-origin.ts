import type { IncomingMessage } from "node:http";
import { Refusal } from "./refusal.js";

/**
 * Refuses a handshake that a page of another origin began: browsers ask nobody before they open a WebSocket, so
 * that any page could otherwise talk to a server that takes calls without a credential. Programs send no origin.
 */
export function checkOrigin({ headers }: IncomingMessage, allowed: readonly string[]): void {
	const { origin, host } = headers;
	if (origin === undefined || allowed.includes(origin)) return;
	if (URL.canParse(origin) && new URL(origin).host === host) return;
	throw new Refusal("forbidden", "Pages of this origin may not open sockets here.");
}
