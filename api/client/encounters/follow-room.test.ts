import { expect, it } from "vitest";
import { systemClock } from "../clock.js";
import { Closed, Lost } from "../ends.js";
import type { TwoWaySocket } from "../experience/experience-session.js";
import { MalformedFrame } from "../frames.js";
import { HttpFailure, Refused } from "../http.js";
import { followRoom } from "./follow-room.js";

/** A socket whose other side is the test. */
class Scripted implements TwoWaySocket {
	static last: Scripted;
	binaryType = "";
	readonly sent: string[] = [];
	private readonly listeners: Record<string, (event: { data: unknown; code: number }) => void> = {};

	constructor(
		readonly url: string,
		readonly protocols: string[],
	) {
		Scripted.last = this;
	}

	addEventListener(type: string, listener: (event: { data: unknown; code: number }) => void): void {
		this.listeners[type] = listener;
	}

	send(data: string): void {
		this.sent.push(data);
	}

	close(): void {
		this.tell("close");
	}

	tell(type: string, data?: unknown): void {
		this.listeners[type]?.({ data, code: 1006 });
	}
}

function begin(place?: string) {
	const told: unknown[] = [];
	const stop = new AbortController();
	const following = followRoom(
		"socket",
		{
			clock: systemClock,
			webSocket: Scripted,
			fetch,
			baseUrl: "https://earshot.example",
			token: () => "a.b.c",
			roomId: "r",
			place,
			opened: () => told.push("opened"),
			take: (update, at) => told.push([update.type, at]),
		},
		stop.signal,
	);
	const ended = following.ended.catch((end: unknown) => end);
	const socket = Scripted.last;
	socket.tell("open");
	const say = (message: unknown): void =>
		socket.tell("message", typeof message === "string" ? message : JSON.stringify(message));
	return { socket, told, say, ended };
}

it("[ET22] asks for the room, after its place where it has one, with its token in the handshake", () => {
	const { socket } = begin("e:1~watcher");
	expect(socket.url).toMatch(/^wss:\/\/earshot\.example\/ws\/trpc/);
	expect(socket.url).not.toContain("a.b.c");
	expect(socket.protocols).toEqual(["earshot.v1", "bearer.a.b.c"]);
	expect(socket.sent.map((text) => JSON.parse(text) as object)).toEqual([
		{
			id: 1,
			method: "subscription",
			params: { path: "roomUpdates", input: { roomId: "r" }, lastEventId: "e:1~watcher" },
		},
	]);
	socket.close();
});

it("[ET22] answers signs of life, and takes what comes", async () => {
	const { socket, told, say, ended } = begin();
	say("PING");
	expect(socket.sent.at(-1)).toBe("PONG");
	say({ id: 1, result: { type: "started" } });
	say({
		id: 1,
		result: { type: "data", id: "e:1~watcher", data: { id: "e:1~watcher", data: { type: "view" } } },
	});
	say({
		id: 1,
		result: { type: "data", id: "e:2~watcher", data: { id: "e:2~watcher", data: { type: "of later" } } },
	});
	expect(told).toEqual(["opened", ["view", "e:1~watcher"]]);
	socket.close();
	expect(await ended).toBeInstanceOf(Lost);
});

it.each([
	[{ id: null, method: "reconnect" }, Closed, "the server closed: draining"],
	[{ id: 1, result: { type: "stopped" } }, Lost, "the server ended the subscription"],
	[failure(401, "The token has expired."), Refused, "The token has expired."],
	[failure(404, "There is no such room."), Refused, "There is no such room."],
	[failure(503, "Come back."), HttpFailure, "503: Come back."],
	["{", MalformedFrame, "a message is no JSON"],
])("[ET24] knows what an end means: %j", async (message, kind, words) => {
	const { say, ended } = begin();
	say(message);
	const end = await ended;
	expect(end).toBeInstanceOf(kind);
	expect((end as Error).message).toBe(words);
});

function failure(httpStatus: number, message: string): object {
	return { id: 1, error: { message, code: -32_000, data: { httpStatus, retryAfterSeconds: 1 } } };
}
