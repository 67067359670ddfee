import { once } from "node:events";
import { WebSocket } from "ws";
import type { TestTable, TestUser } from "./test-table.js";

/** A socket of a user by hand: what came through it, and how it ended. */
export async function dial(table: TestTable, user: TestUser, headers: Readonly<Record<string, string>> = {}) {
	const protocols = ["earshot.v1", `bearer.${await table.token(user)}`];
	const socket = new WebSocket(`ws://127.0.0.1:${table.port}/ws/trpc`, protocols, { headers });
	const frames: string[] = [];
	let closed: number | undefined;
	let refused: number | undefined;
	socket.on("message", (data: Buffer) => frames.push(data.toString()));
	socket.on("close", (code) => (closed = code));
	socket.on("error", () => undefined);
	socket.on("unexpected-response", (request, response) => {
		refused = response.statusCode;
		request.destroy();
	});
	await Promise.race([once(socket, "open"), once(socket, "unexpected-response"), once(socket, "close")]);
	return { socket, frames, closed: () => closed, refused: () => refused };
}

/** Asks to follow a room. */
export function subscription(roomId: string): string {
	return JSON.stringify({
		id: 1,
		method: "subscription",
		params: { path: "roomUpdates", input: { roomId } },
	});
}
