import { describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { createManualClock } from "../test/stand-in/manual-clock.js";
import type { DoorEvent } from "./door-event.js";
import { Closed, Lost, Unusable } from "./ends.js";
import { followSocket, openSocket, type Socket, type SocketClass } from "./follow-socket.js";
import { Refused } from "./http.js";

/** A socket whose other end is the test. */
function fakeSocket() {
	const target = new EventTarget();
	let closed = 0;
	const socket = Object.assign(target, {
		binaryType: "blob",
		close: () => void (closed += 1),
	}) as Socket & EventTarget;
	return {
		socket,
		closed: () => closed,
		open: () => target.dispatchEvent(new Event("open")),
		say: (data: unknown) => target.dispatchEvent(Object.assign(new Event("message"), { data })),
		end: (code: number) => target.dispatchEvent(Object.assign(new Event("close"), { code })),
	};
}

function follow(take: (event: DoorEvent) => void = () => undefined) {
	const clock = createManualClock();
	const other = fakeSocket();
	const stop = new AbortController();
	const asked: unknown[] = [];
	let opened = 0;
	const following = followSocket(
		{
			clock,
			cursor: () => ({ epoch: "e", offset: 7 }),
			opened: () => (opened += 1),
			take,
			open: (query) => {
				asked.push(query);
				return other.socket;
			},
		},
		stop.signal,
	);
	const ended = following.ended.catch((error: unknown) => error);
	return { ...other, clock, stop, asked, opened: () => opened, ended };
}

describe("followSocket", () => {
	it("[SS20] opens with its cursor, takes text and bytes, and leaves nothing behind when it is stopped", async () => {
		const taken: DoorEvent[] = [];
		const reader = follow((event) => taken.push(event));
		expect(reader.asked).toEqual([{ cursor: "e:7" }]);
		expect(reader.socket.binaryType).toBe("arraybuffer");
		reader.open();
		expect(reader.opened()).toBe(1);
		reader.say('{"event":"snapshot","id":"e:8","data":{}}');
		reader.say(Uint8Array.of(2, 0, 0x7b, 0x7d, 9).buffer);
		expect(taken).toEqual([
			{ event: "snapshot", id: "e:8", data: {} },
			{ event: "", data: undefined, packed: Uint8Array.of(9) },
		]);
		reader.stop.abort("enough");
		expect(await reader.ended).toBe("enough");
		reader.say('{"event":"snapshot","id":"e:9","data":{}}');
		expect(taken).toHaveLength(2);
		expect(reader.closed()).toBeGreaterThan(0);
		expect(reader.clock.pending()).toBe(0);
	});

	it("[SS10] is unusable where it does not open, or does not in ten seconds", async () => {
		const refused = follow();
		refused.end(1006);
		expect(await refused.ended).toBeInstanceOf(Unusable);
		const swallowed = follow();
		swallowed.clock.advance(9_999);
		expect(swallowed.closed()).toBe(0);
		swallowed.clock.advance(1);
		expect(swallowed.closed()).toBe(1);
	});

	it("[SS10] is unusable where it opens and then brings nothing", async () => {
		const silent = follow();
		silent.open();
		silent.clock.advance(40_000);
		expect(await silent.ended).toBeInstanceOf(Unusable);
	});

	it("[SS9] is given up after 40 s without a message", async () => {
		const reader = follow();
		reader.open();
		reader.say("{}");
		reader.clock.advance(39_999);
		reader.say("{}");
		reader.clock.advance(39_999);
		expect(reader.closed()).toBe(0);
		reader.clock.advance(1);
		expect(await reader.ended).toMatchObject({ name: "Lost", message: "the server went silent" });
	});

	it.each([
		[1001, Closed, "draining"],
		[1011, Closed, "failed"],
		[4008, Closed, "too_slow"],
		[1006, Lost, "1006"],
		[4401, Refused, "expired"],
	] as const)("[SS25] says by code %i why it ended", async (code, kind, word) => {
		const reader = follow();
		reader.open();
		reader.say("{}");
		reader.end(code);
		const end = await reader.ended;
		expect(end).toBeInstanceOf(kind);
		expect((end as Error).message).toContain(word);
	});

	it("[SS12] ends where a message cannot be taken", async () => {
		const reader = follow(() => {
			throw new Error("no");
		});
		reader.open();
		reader.say("{}");
		expect(await reader.ended).toMatchObject({ message: "no" });
		expect(reader.closed()).toBe(1);
	});
});

describe("openSocket", () => {
	it("[SS20] goes to the address as a socket's, the token along as a protocol", () => {
		const made: unknown[] = [];
		class Noted implements Socket {
			binaryType = "";
			constructor(...how: unknown[]) {
				made.push(how);
			}
			addEventListener = (): void => undefined;
			close = (): void => undefined;
		}
		openSocket(Noted, "http://api:1/ws/world?world=a", undefined);
		openSocket(Noted, "https://api/ws/world", "a.b-c.d_e");
		expect(made).toEqual([
			["ws://api:1/ws/world?world=a", ["earshot.v1"]],
			["wss://api/ws/world", ["earshot.v1", "bearer.a.b-c.d_e"]],
		]);
	});

	it("[SS20] takes the classes of browsers and of ws", () => {
		const classes: SocketClass[] = [WebSocket];
		if (globalThis.WebSocket) classes.push(globalThis.WebSocket);
		expect(classes.length).toBeGreaterThan(0);
	});
});
