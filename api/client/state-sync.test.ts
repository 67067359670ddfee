import type { ServerResponse } from "node:http";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createHistory } from "../test/stand-in/history.js";
import {
	startProtocolServer,
	type ProtocolServer,
	type ProtocolServerOptions,
} from "../test/stand-in/protocol-server.js";
import type { Entity, WorldState } from "../src/worlds/world.js";
import type { SyncChange } from "./intake.js";
import { createStateSync, type StateSyncOptions } from "./state-sync.js";

const stops: (() => Promise<void> | void)[] = [];
afterEach(async () => {
	for (const stop of stops.splice(0).reverse()) await stop();
});

const entity = (n: number, x = 0): Entity => ({
	id: `npc:${n}`,
	key: `Zoë ${n}`,
	name: `Zoë ${n}`,
	type: "npc",
	source: "s1",
	location: "Market",
	position: { x, y: 0, z: 0 },
});

const withEntities = (world: WorldState, ...entities: readonly Entity[]): WorldState => ({
	...world,
	entities: new Map([...world.entities, ...entities.map((one) => [one.id, one] as const)]),
});

type Setup = Partial<StateSyncOptions> & { readonly server?: Partial<ProtocolServerOptions> };

/** A world of one on a real server, and a reader of it that waits for nothing. */
async function setUp({ server: serverOptions, ...options }: Setup = {}) {
	const history = createHistory();
	const add = (n: number): void => history.publish(withEntities(history.world(), entity(n)));
	add(1);
	const server = await startProtocolServer({ history: () => history, ...serverOptions });
	stops.push(server.close);
	const sync = createStateSync({
		baseUrl: server.url,
		world: "default",
		cast: "full",
		random: () => 0,
		...options,
	});
	stops.push(sync.close);
	const changes: SyncChange[] = [];
	sync.subscribe((change) => changes.push(change));
	const statuses = (): string[] =>
		changes.flatMap((change) => (change.kind === "status" ? [change.status] : []));
	const caughtUp = () =>
		vi.waitFor(() => expect(sync.state().entities).toEqual(history.world().entities), {
			timeout: 5_000,
			interval: 5,
		});
	const is = (status: string) =>
		vi.waitFor(() => expect(sync.status()).toBe(status), { timeout: 8_000, interval: 5 });
	return { history, add, server, sync, changes, statuses, caughtUp, is };
}

const eventPaths = (server: ProtocolServer): string[] =>
	server.requests.filter((path) => path.startsWith("/events"));

function problem(res: ServerResponse, status: number, detail: string): true {
	res.writeHead(status, { "content-type": "application/problem+json" });
	res.end(JSON.stringify({ title: "No", status, detail }));
	return true;
}

function sendEvents(res: ServerResponse, text: string): true {
	res.writeHead(200, { "content-type": "text/event-stream" });
	res.write(text);
	return true;
}

describe("createStateSync", () => {
	it("[SS14] connects, is live, and follows", async () => {
		const { add, sync, statuses, caughtUp, is } = await setUp();
		expect(sync.status()).toBe("connecting");
		sync.start();
		sync.start();
		await is("live");
		add(2);
		add(3);
		await caughtUp();
		expect(sync.state().tick).toBe(3);
		expect(statuses()).toEqual(["live"]);
		expect(sync.counts().ticks).toBe(2);
	});

	it("[SS3] sees positions only with the limited cast", async () => {
		const { history, sync, is } = await setUp({ cast: "limited" });
		sync.start();
		await is("live");
		history.publish(withEntities(history.world(), entity(1, 7)));
		await vi.waitFor(() =>
			expect(sync.state().entities.get("npc:1")).toEqual({
				id: "npc:1",
				type: "npc",
				position: { x: 7, y: 0, z: 0 },
			}),
		);
	});

	it("[SS7] resumes after a cut with nothing lost or twice", async () => {
		const { add, server, sync, changes, statuses, caughtUp, is } = await setUp();
		sync.start();
		await is("live");
		server.cut();
		await is("resumed");
		add(2);
		await caughtUp();
		expect(statuses()).toEqual(["live", "behind", "resumed"]);
		expect(sync.counts()).toMatchObject({ resumes: 1, resets: 0, divergences: 0 });
		expect(changes.filter(({ kind }) => kind === "state")).toHaveLength(1);
		expect(eventPaths(server)[1]).toContain("cursor=e1%3A1");
	});

	it("[SS14] a resumed or reset reader is live again after a while", async () => {
		const { history, server, sync, statuses, is } = await setUp();
		sync.start();
		await is("live");
		history.restart("e2");
		server.cut();
		await is("reset");
		await is("live");
		expect(statuses()).toEqual(["live", "behind", "reset", "live"]);
	});

	it.each(["epoch", "expired"])("[SS6] takes fresh state after a reset (%s)", async (reason) => {
		const { history, add, server, sync, caughtUp, is } = await setUp();
		sync.start();
		await is("live");
		server.cut();
		add(2);
		add(3);
		if (reason === "epoch") history.restart("e2");
		else history.keep(1);
		await is("reset");
		expect(sync.reason()).toContain(reason);
		add(4);
		await caughtUp();
		expect(sync.counts()).toMatchObject({ resets: 1, resumes: 0, divergences: 0 });
	});

	it("[SS16] goes on from its cursor when the server drains", async () => {
		let drained = false;
		const { add, sync, caughtUp, is, server } = await setUp({
			server: {
				intercept: (_, res, url) => {
					if (url.pathname !== "/events" || drained) return false;
					drained = true;
					return sendEvents(res, 'event: close\ndata: {"reason":"draining"}\n\n');
				},
			},
		});
		sync.start();
		await vi.waitFor(() => expect(eventPaths(server)).toHaveLength(2));
		add(2);
		await caughtUp();
		await is("resumed");
		expect(sync.counts().divergences).toBe(0);
	});

	it.each([
		["no JSON", "id: e1:2\nevent: snapshot\ndata: {oops\n\n"],
		["no cursor", 'event: snapshot\ndata: {"tick":2,"changes":{}}\n\n'],
		["no changes", 'id: e1:2\nevent: snapshot\ndata: {"tick":2}\n\n'],
		["changes of another shape", 'id: e1:2\nevent: snapshot\ndata: {"tick":2,"changes":{"entities":5}}\n\n'],
		["a hole", 'id: e1:3\nevent: snapshot\ndata: {"tick":3,"changes":{}}\n\n'],
		["somebody unknown", 'id: e1:2\nevent: snapshot\ndata: {"tick":2,"changes":{"entityRemoved":["x"]}}\n\n'],
		["state that is none", 'id: e1:2\nevent: state\ndata: {"fullState":1}\n\n'],
		["another history without a reset", 'id: e9:2\nevent: snapshot\ndata: {"tick":2,"changes":{}}\n\n'],
	])("[SS4][SS12] fetches fresh state after %s, and counts it", async (_, text) => {
		let sent = false;
		const { add, sync, caughtUp, is, server } = await setUp({
			server: {
				intercept: (_req, res, url) => {
					if (url.pathname !== "/events" || sent) return false;
					sent = true;
					return sendEvents(res, text);
				},
			},
		});
		sync.start();
		await is("reset");
		add(2);
		await caughtUp();
		expect(sync.counts().divergences).toBe(1);
		expect(server.requests.filter((path) => path.startsWith("/world/init"))).toHaveLength(2);
	});

	it("[SS12] passes over events and comments it does not know", async () => {
		const { sync, server, is } = await setUp({
			server: {
				intercept: (_, res, url) =>
					url.pathname === "/events" &&
					sendEvents(
						res,
						'retry: 5\n\n:\nid: e1:1\n\nevent: weather\ndata: rain\n\nid: e1:2\nevent: snapshot\ndata: {"tick":9,"changes":{}}\n\n',
					),
			},
		});
		sync.start();
		await vi.waitFor(() => expect(sync.state().tick).toBe(9));
		await is("live");
		expect(sync.counts()).toMatchObject({ ticks: 1, divergences: 0, duplicates: 0 });
		expect(eventPaths(server)).toHaveLength(1);
	});

	it("[SS15] tells everybody even where one listener throws", async () => {
		const thrown: unknown[] = [];
		const { sync, caughtUp, add, changes } = await setUp({ onListenerError: (error) => thrown.push(error) });
		const stop = sync.subscribe(() => {
			throw new Error("mine");
		});
		const later: SyncChange[] = [];
		sync.subscribe((change) => later.push(change));
		sync.start();
		await caughtUp();
		stop();
		add(2);
		await caughtUp();
		expect(later).toEqual(changes);
		expect(thrown.length).toBeGreaterThan(0);
	});

	it("[SS14] says closed, and asks for nothing any more", async () => {
		const { sync, server, add, is } = await setUp();
		sync.start();
		await is("live");
		sync.close();
		const asked = server.requests.length;
		add(2);
		await new Promise((resolve) => setTimeout(resolve, 50));
		expect(sync.status()).toBe("closed");
		expect(sync.state().tick).toBe(1);
		expect(server.requests).toHaveLength(asked);
	});

	it("[SS11] is refused with the reason, and starts again when told to", async () => {
		let token = "old";
		const { sync, is, server } = await setUp({
			token: () => token,
			server: {
				intercept: (req, res) =>
					req.headers.authorization !== "Bearer new" && problem(res, 401, "the token has expired"),
			},
		});
		sync.start();
		await is("refused");
		expect(sync.reason()).toBe("the token has expired");
		expect(server.requests).toHaveLength(1);
		token = "new";
		sync.start();
		await is("live");
	});

	it("[SS11] tries another token from the hook at once, and the same one not again", async () => {
		const refusals: number[] = [];
		const { sync, is, server } = await setUp({
			onUnauthorised: (refused) => Promise.resolve(refusals.push(refused.status) === 1 ? "second" : "third"),
			server: {
				intercept: (req, res) => req.headers.authorization !== "Bearer third" && problem(res, 403, "not you"),
			},
		});
		sync.start();
		await is("live");
		expect(refusals).toEqual([403, 403]);
		expect(server.requests.filter((path) => path.startsWith("/world/init"))).toHaveLength(3);
	});

	it("[SS11] stays refused where the hook has the same token, none, or throws", async () => {
		for (const onUnauthorised of [
			() => Promise.resolve("same"),
			() => Promise.resolve(undefined),
			() => Promise.reject(new Error("no dialog")),
		]) {
			const { sync, is, server } = await setUp({
				token: "same",
				onUnauthorised,
				onListenerError: () => undefined,
				server: { intercept: (_, res) => problem(res, 401, "no") },
			});
			sync.start();
			await is("refused");
			expect(server.requests).toHaveLength(1);
		}
	});
});
