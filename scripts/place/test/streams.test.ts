import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import type { PlaceOptions, PlaceResult } from "../../lib/place.js";
import { startPlace } from "../../lib/place.js";

interface Heard {
	readonly name: string;
	readonly what: "threw" | "made" | "opened" | "message" | "error" | "closed";
	readonly text: string;
	readonly more?: string;
	readonly state?: string;
}

interface Step {
	readonly path: string;
	readonly kind?: string;
	/** Messages after which the client closes the stream. */
	readonly closeAfter?: number;
}

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
	for (const stop of stops.splice(0)) await stop();
});

/** A server that streams as its paths say; `left` holds the paths whose readers went away. */
async function startStreams(): Promise<{ url: string; left: string[]; keys: (string | undefined)[] }> {
	const left: string[] = [];
	const keys: (string | undefined)[] = [];
	const server = createServer((request, response) => {
		const path = request.url ?? "";
		keys.push(request.headers["x-api-key"]?.toString());
		request.socket.once("close", () => left.push(path));
		if (path === "/refused") {
			response.writeHead(503).end("busy");
			return;
		}
		response.writeHead(200, { "content-type": "text/event-stream" });
		response.write(': a comment alone\n\nevent: answer\nid: 0:1\ndata: {"n":1}\n\nevent: answer\nda');
		setTimeout(() => {
			response.write("ta: ü 2\r\n\r\n");
			if (path === "/short") response.end();
			else if (path === "/cut") request.socket.destroy();
		}, 60);
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	stops.push(
		() =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	);
	return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, left, keys };
}

async function listen(
	apiUrl: string,
	plan: readonly Step[],
	options: Partial<PlaceOptions> = {},
): Promise<PlaceResult & { heard: Heard[] }> {
	const heard: Heard[] = [];
	const place = await startPlace(
		{
			mode: "play",
			project: "scripts/place/test/fixture/stream.project.json",
			clock: "scaled",
			studio: true,
			seconds: 0.6,
			apiUrl,
			config: { Plan: JSON.stringify(plan) },
			...options,
		},
		(line) => {
			const json = /@heard (.*)$/.exec(line)?.[1];
			if (json !== undefined) heard.push(JSON.parse(json) as Heard);
		},
	);
	return { ...(await place.finished), heard };
}

const MESSAGES = ['event: answer\nid: 0:1\ndata: {"n":1}\n\n', "event: answer\ndata: ü 2\n\n"];

describe("a stream in Studio", () => {
	it("opens, gives each event as it is, and says when the server has closed it", async () => {
		const server = await startStreams();
		const { heard, code } = await listen(server.url, [{ path: "/short" }]);
		expect(heard.map(({ what, state }) => [what, state])).toEqual([
			["made", "Connecting"],
			["opened", "Open"],
			["message", "Open"],
			["message", "Open"],
			["closed", "Closed"],
		]);
		expect(heard.filter(({ what }) => what === "message").map(({ text }) => text)).toEqual(MESSAGES);
		expect(heard[1]).toMatchObject({ text: "200" });
		expect(heard[1]?.more).toContain("content-type: text/event-stream");
		expect(server.keys).toEqual(["k"]);
		expect(code).toBe(0);
	});

	it("is closed by the game, once, and the server notices", async () => {
		const server = await startStreams();
		const { heard } = await listen(server.url, [{ path: "/long", closeAfter: 1 }]);
		expect(heard.map(({ what }) => what)).toEqual(["made", "opened", "message", "closed"]);
		expect(server.left).toEqual(["/long"]);
	});

	it("fails with the status of a refusal, or with what happened to the connection", async () => {
		const server = await startStreams();
		const refused = await listen(server.url, [{ path: "/refused" }]);
		expect(refused.heard.at(-1)).toMatchObject({
			what: "error",
			text: "503",
			more: "HTTP 503",
			state: "Error",
		});
		const dead = await listen("http://127.0.0.1:1", [{ path: "/x" }]);
		expect(dead.heard.at(-1)).toMatchObject({
			what: "error",
			text: "0",
			more: "ConnectFail",
			state: "Error",
		});
		const cut = await listen(server.url, [{ path: "/cut" }]);
		expect(cut.heard.at(-1)).toMatchObject({ what: "error", text: "0", more: "ConnectionClosed" });
	});

	it("comes raw where it is asked for so: all that the server wrote", async () => {
		const server = await startStreams();
		const { heard, code } = await listen(server.url, [{ path: "/short", kind: "RawStream" }]);
		expect(heard.at(0)?.what).toBe("made");
		expect(heard.at(-1)?.what).toBe("closed");
		const texts = heard.filter(({ what }) => what === "message").map(({ text }) => text);
		expect(texts.length).toBeGreaterThan(1);
		expect(texts.join("")).toBe(
			': a comment alone\n\nevent: answer\nid: 0:1\ndata: {"n":1}\n\nevent: answer\ndata: ü 2\r\n\r\n',
		);
		expect(code).toBe(0);
	});

	it("comes in six at most, and of two kinds here", async () => {
		const server = await startStreams();
		const { heard } = await listen(server.url, [
			...Array.from({ length: 7 }, (_, i) => ({ path: `/long/${i}` })),
			{ path: "/socket", kind: "WebSocket" },
		]);
		const threw = heard.filter(({ what }) => what === "threw");
		expect(threw.map(({ name, text }) => [name, text])).toEqual([
			["/long/6", "too many WebStreamClients are open (at most 6)"],
			["/socket", "this host has no streams of the kind Enum.WebStreamClientType.WebSocket"],
		]);
		expect(heard.filter(({ what }) => what === "opened")).toHaveLength(6);
	});
});

it("is refused on a live server in the engine's words", async () => {
	const { heard, code } = await listen("http://127.0.0.1:1", [{ path: "/x" }], {
		studio: false,
		clock: "virtual",
	});
	expect(heard).toEqual([{ name: "/x", what: "threw", text: "WebStreamClient is not enabled in RCC" }]);
	expect(code).toBe(0);
});
