import { once } from "node:events";
import { WebSocket } from "ws";
import type { RoomCommand } from "../../../src/encounters/encounters.js";
import { procedureOf } from "./procedure-of.js";

export interface Address {
	readonly url: () => string;
	readonly port: () => number;
	readonly key: string;
}

/** Packing what is told and unpacking it again would be most of a long run's work. */
const PLAIN = { "accept-encoding": "identity" };

/** A call as it goes over the wire, and all that came back of it. */
export type Answer = { readonly status: number; readonly text: string; readonly headers: string };

export async function ask(url: string, init: RequestInit = {}): Promise<Answer> {
	const response = await fetch(url, { ...init, headers: { ...PLAIN, ...init.headers } });
	const headers = JSON.stringify([...response.headers]);
	return { status: response.status, text: await response.text(), headers };
}

export function bearer(token: string): Readonly<Record<string, string>> {
	return { authorization: `Bearer ${token}` };
}

/** A mutation over HTTP; several in one batch. */
export function mutate(
	{ url }: Address,
	headers: Readonly<Record<string, string>>,
	calls: readonly { readonly name: string; readonly input: unknown }[],
): Promise<Answer> {
	const [first] = calls;
	const names = calls.map(({ name }) => name).join(",");
	const isBatch = calls.length > 1;
	const inputs = Object.fromEntries(calls.map(({ input }, at) => [String(at), input]));
	return ask(`${url()}/trpc/${names}${isBatch ? "?batch=1" : ""}`, {
		method: "POST",
		headers: { "content-type": "application/json", ...headers },
		body: JSON.stringify(isBatch ? inputs : first!.input),
	});
}

export function query(
	{ url }: Address,
	headers: Readonly<Record<string, string>>,
	calls: readonly { readonly name: string; readonly input?: unknown }[],
): Promise<Answer> {
	const isBatch = calls.length > 1;
	const inputs = Object.fromEntries(calls.map(({ input }, at) => [String(at), input]));
	const input = encodeURIComponent(JSON.stringify(isBatch ? inputs : (calls[0]!.input ?? null)));
	const names = calls.map(({ name }) => name).join(",");
	const isBare = !isBatch && calls[0]!.input === undefined;
	return ask(`${url()}/trpc/${names}?${isBatch ? "batch=1&" : ""}${isBare ? "" : `input=${input}`}`, {
		headers,
	});
}

/** As a game server asks, for a player or an NPC. */
export function rest(
	{ url, key }: Address,
	path: string,
	body?: Readonly<Record<string, unknown>>,
): Promise<Answer> {
	return ask(`${url()}/v1/encounters${path}`, {
		method: body ? "POST" : "GET",
		headers: { "x-api-key": key, "content-type": "application/json" },
		...(body && { body: JSON.stringify(body) }),
	});
}

export function callOf(
	roomId: string,
	{ body, id, isDm }: { readonly body: RoomCommand; readonly id: string | undefined; readonly isDm: boolean },
) {
	const { name, input } = procedureOf(body, isDm);
	return { name, input: { roomId, ...input, ...(id !== undefined && { id }) } };
}

/** What a reader is sent of a room, one frame after another, until it closes. */
export interface Stream {
	readonly close: () => void;
	readonly ended: Promise<void>;
}

export interface Following {
	readonly roomId: string;
	readonly token: string;
	readonly lastEventId?: string | undefined;
	readonly onFrame: (text: string) => void;
}

export async function followBySocket({ port }: Address, follow: Following): Promise<Stream> {
	const { roomId, token, lastEventId, onFrame } = follow;
	const socket = new WebSocket(`ws://127.0.0.1:${String(port())}/ws/trpc`, ["earshot.v1", `bearer.${token}`]);
	socket.on("message", (data: Buffer) => onFrame(data.toString()));
	socket.on("error", () => undefined);
	const ended = once(socket, "close").then(() => undefined);
	await Promise.race([once(socket, "open"), ended]);
	const params = { path: "roomUpdates", input: { roomId, lastEventId } };
	if (socket.readyState === WebSocket.OPEN)
		socket.send(JSON.stringify({ id: 1, method: "subscription", params }));
	return { close: () => socket.close(), ended };
}

export function followByStream({ url }: Address, follow: Following): Stream {
	const { roomId, token, lastEventId, onFrame } = follow;
	const closing = new AbortController();
	const input = encodeURIComponent(JSON.stringify({ roomId, lastEventId }));
	const read = async (): Promise<void> => {
		const { body } = await fetch(`${url()}/trpc/roomUpdates?input=${input}`, {
			headers: { ...PLAIN, ...bearer(token), accept: "text/event-stream" },
			signal: closing.signal,
		});
		const decoder = new TextDecoder();
		let rest = "";
		for await (const piece of body ?? []) {
			rest += decoder.decode(piece as Uint8Array, { stream: true });
			const frames = rest.split("\n\n");
			rest = frames.pop() ?? "";
			frames.forEach(onFrame);
		}
		if (rest !== "") onFrame(rest);
	};
	// Cut off by its reader or by the service: whoever opened it opens it again.
	const ended = read().catch(() => undefined);
	return { close: () => closing.abort(), ended };
}
