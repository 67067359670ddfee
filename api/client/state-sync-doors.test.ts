import { afterEach, describe, expect, it, vi } from "vitest";
import { WebSocket } from "ws";
import { createHistory } from "../test/stand-in/history.js";
import { startProtocolServer, type ProtocolServerOptions } from "../test/stand-in/protocol-server.js";
import { EMPTY_WORLD, type Entity, type WorldState } from "../src/worlds/world.js";
import type { Door } from "./door-choice.js";
import type { SyncChange } from "./intake.js";
import { createStateSync, type StateSyncOptions } from "./state-sync.js";
import type { SyncedEntity } from "./world-copy.js";

const stops: (() => Promise<void> | void)[] = [];
afterEach(async () => {
	for (const stop of stops.splice(0).reverse()) await stop();
});

const entity = (n: number, x: number): Entity => ({
	id: `npc:${n}`,
	key: `Zoë ${n}`,
	name: `Zoë ${n}`,
	type: "npc",
	source: "",
	location: "",
	position: { x, y: 0.5, z: -n },
});

/** Members who all stand at `x`. */
const worldAt = (x: number, members = 5): WorldState => ({
	...EMPTY_WORLD,
	entities: new Map(Array.from({ length: members }, (_, n) => [`npc:${n}`, entity(n, x)] as const)),
});

type Setup = Partial<StateSyncOptions> & { readonly server?: Partial<ProtocolServerOptions> };

async function setUp({ server: serverOptions, ...options }: Setup = {}) {
	const history = createHistory();
	history.publish(worldAt(0));
	const server = await startProtocolServer({ history: () => history, ...serverOptions });
	stops.push(server.close);
	const sync = createStateSync({
		baseUrl: server.url,
		world: "w",
		cast: "limited",
		random: () => 0,
		WebSocket,
		...options,
	});
	stops.push(sync.close);
	const changes: SyncChange[] = [];
	sync.subscribe((change) => changes.push(change));
	const is = (status: string) =>
		vi.waitFor(() => expect(sync.status()).toBe(status), { timeout: 8_000, interval: 2 });
	const at = (tick: number) =>
		vi.waitFor(() => expect(sync.state().tick).toBe(tick), { timeout: 8_000, interval: 2 });
	const doors = (): string[] =>
		server.requests.flatMap((path) => /^\/(ws|events|v1|world)/.exec(path)?.[1] ?? []);
	const statuses = (): string[] => changes.flatMap((one) => (one.kind === "status" ? [one.status] : []));
	const xOf = (id = "npc:1") => sync.state().entities.get(id)?.position?.x;
	return { history, server, sync, changes, is, at, doors, statuses, xOf };
}

describe("the doors of createStateSync", () => {
	it.each<Door>(["socket", "stream", "poll"])("[SS20][SS23] follows through the %s alone", async (door) => {
		const { history, sync, is, at, doors, xOf } = await setUp({ doors: [door] });
		sync.start();
		await is("live");
		for (let x = 1; x <= 40; x += 1) history.publish(worldAt(x / 3, 5 + (x % 4)));
		await at(41);
		expect(xOf()).toBeCloseTo(40 / 3, 5);
		expect(sync.counts()).toMatchObject({ ticks: 40, divergences: 0, duplicates: 0 });
		const name = { socket: "ws", stream: "events", poll: "v1" }[door];
		expect(new Set(doors())).toEqual(new Set(["world", name]));
	});

	it("[SS20] asks for packed moves with the limited cast, unless told not to, and never with the full one", async () => {
		for (const [options, isAsked] of [
			[{}, true],
			[{ packed: false }, false],
			[{ cast: "full" }, false],
		] as const) {
			const { server, sync, is } = await setUp(options);
			sync.start();
			await is("live");
			expect(server.requests.at(-1)?.includes("moves=packed")).toBe(isAsked);
		}
	});

	it("[SS20] takes the token along as a protocol", async () => {
		const offered: (readonly string[])[] = [];
		const { sync, is } = await setUp({
			token: "a.b.c",
			server: { admitSocket: (protocols) => Boolean(offered.push(protocols)) },
		});
		sync.start();
		await is("live");
		expect(offered).toEqual([["earshot.v1", "bearer.a.b.c"]]);
	});

	it("[SS10] goes on by the stream at once where no socket is taken, and is told nothing of it", async () => {
		const { history, sync, is, at, doors, statuses } = await setUp({
			server: { admitSocket: () => false },
			random: () => 0.999,
		});
		sync.start();
		await is("live");
		history.publish(worldAt(1));
		await at(2);
		expect(doors()).toEqual(["world", "ws", "events"]);
		expect(statuses()).toEqual(["live"]);
	});

	it("[SS20] has one cursor for all doors", async () => {
		let isTaken = true;
		const { history, server, sync, is, at, doors } = await setUp({
			server: {
				admitSocket: () => isTaken,
				intercept: (_, res, url) => noStream(url) && Boolean(res.writeHead(404).end()),
			},
		});
		let isStreamed = true;
		function noStream(url: URL): boolean {
			return url.pathname === "/events" && !isStreamed;
		}
		sync.start();
		await is("live");
		history.publish(worldAt(1));
		await at(2);
		isTaken = false;
		server.cut();
		history.publish(worldAt(2));
		await at(3);
		isStreamed = false;
		server.cut();
		history.publish(worldAt(3));
		await at(4);
		isTaken = true;
		server.cut();
		history.publish(worldAt(4));
		await at(5);
		await vi.waitFor(() => expect(doors().at(-1)).toBe("ws"));
		expect(doors().filter((door) => door === "world")).toHaveLength(1);
		expect(sync.counts()).toMatchObject({ ticks: 4, resets: 0, divergences: 0 });
	});

	it("[SS10] says so where there is no door to go through", () => {
		const options = { baseUrl: "", world: "w", cast: "full", doors: [] } as const;
		expect(() => createStateSync(options)).toThrow("none of the doors");
	});

	it("[SS22] is told what was folded as one change that names its span", async () => {
		const { history, server, sync, changes, is, at, xOf } = await setUp({ server: { foldFrom: 5 } });
		sync.start();
		await is("live");
		server.cut();
		for (let x = 1; x <= 9; x += 1) history.publish(worldAt(x, 5 + x));
		await at(10);
		expect(xOf()).toBe(9);
		expect(sync.state().entities.size).toBe(14);
		const spans = changes.flatMap((one) => (one.kind === "tick" ? [one.frame.span] : []));
		expect(spans).toEqual([9]);
		expect(sync.counts()).toMatchObject({ ticks: 9, resets: 0, divergences: 0 });
	});

	it("[SS21] finds by the checksum that its copy has drifted, and heals by itself", async () => {
		const { history, sync, statuses, is, at, xOf } = await setUp();
		sync.start();
		await is("live");
		history.publish(worldAt(1));
		await at(2);
		flipBit(sync.state().entities.get("npc:3")!);
		// Somebody else moves, so that only the sum shows it.
		for (let tick = 3; tick <= 16; tick += 1) {
			const world = history.world();
			history.publish({ ...world, entities: new Map([...world.entities, ["npc:1", entity(1, tick)]]) });
		}
		await at(16);
		await is("reset");
		expect(xOf("npc:3")).toBe(1);
		expect(statuses()).toEqual(["live", "behind", "reset"]);
		expect(sync.reason()).toContain("sum");
		expect(sync.counts()).toMatchObject({ divergences: 1, resets: 0 });
	});
});

/** One bit of one number of the copy, as no listener should do. */
function flipBit({ position }: SyncedEntity): void {
	if (!position) throw new Error("nobody stands there");
	const float = Float32Array.of(position.x);
	new Uint32Array(float.buffer)[0]! ^= 1 << 22;
	Object.assign(position, { x: float[0] });
}
