import { createServer, type Server } from "node:http";
import { mkdtemp, rm } from "node:fs/promises";
import type { AddressInfo, Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import request from "supertest";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { WebSocket } from "ws";
import {
	createStateSync,
	type Cast,
	type Door,
	type StateSync,
	type SyncedEntity,
	type SyncedWorld,
} from "../client/index.js";
import { readState } from "../client/frames.js";
import { loadConfig } from "../src/config/config.js";
import { createService, type Service } from "../src/service.js";
import { seeded } from "./stand-in/walkers.js";

let folder: string;
let service: Service;
let server: Server;
let port = 0;
const readers: StateSync[] = [];
/** Connections of any kind, which tests cut. */
const streams = new Set<Socket>();

async function start(): Promise<void> {
	service = await createService({
		config: loadConfig({ DATA_DIR: folder, LOG_LEVEL: "silent" }),
		logger: pino({ level: "silent" }),
		version: "0.0.0",
	});
	server = createServer(service.app.handler);
	service.app.sockets.attach(server);
	server.on("connection", (stream) => {
		streams.add(stream);
		stream.once("close", () => streams.delete(stream));
	});
	await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
	({ port } = server.address() as AddressInfo);
}

async function stop(): Promise<void> {
	service.app.beginDrain();
	for (const step of [...service.onDrain, service.app.sockets.close, ...service.onClosed]) await step();
	service.app.stop();
	server.closeAllConnections();
	await new Promise((resolve) => server.close(resolve));
}

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), "earshot-sync-"));
	await start();
});

afterEach(async () => {
	for (const reader of readers.splice(0)) reader.close();
	await stop();
	port = 0;
	await rm(folder, { recursive: true, force: true });
});

function follow(cast: Cast, door: Door) {
	const sync = createStateSync({
		baseUrl: `http://127.0.0.1:${port}`,
		world: "default",
		cast,
		doors: [door],
		WebSocket,
		random: () => 0.02,
	});
	readers.push(sync);
	const events: string[] = [];
	sync.subscribe((change) => {
		if (change.kind === "tick")
			for (const { id } of change.frame.changes.events ?? []) events.push(String(id));
	});
	sync.start();
	return { sync, cast, events };
}

const NAMES = ["Ada", "Bo", "Cléo", "Dmitri", "小明", "Farid", "a.b\\c"];

/** Payloads of a place in which members come, walk, feel, gather and go. */
function createPlace(seed: number) {
	const random = seeded(seed);
	let seq = 0;
	const context = (name: string) => ({
		id: `npc:${name}`,
		type: "npc",
		position: { x: Math.round(random() * 900) / 10, y: 0, z: Math.round(random() * 900) / 10 },
		location: random() < 0.5 ? "Market" : "Well",
		relationships: random() < 0.3 ? [] : [{ id: "npc:Bo", name: "Bo", kind: "friend", strength: random() }],
		recentInteractions: [{ timestamp: seq, narrative: `Step ${seq}` }],
		...(random() < 0.5 ? { mood: random() < 0.5 ? "calm" : "cross" } : {}),
		...(random() < 0.5
			? { health: { state: "ok", current: Math.floor(random() * 100), max: 100, isMoving: true } }
			: {}),
		...(random() < 0.3 ? { needs: { hunger: Math.floor(random() * 9), "far.off": { "x\\y": seq } } } : {}),
	});
	return () => {
		seq += 1;
		const here = NAMES.filter(() => random() < 0.75);
		const half = Math.floor(here.length / 2);
		const groups = [here.slice(0, half), here.slice(half)].filter((members) => members.length > 1);
		return {
			timestamp: 1_700_000_000 + seq,
			serverId: "s",
			epoch: "e",
			seq,
			kind: "full",
			clusters: groups.map((members, index) => ({
				id: `c${index}`,
				members,
				npcs: members.length,
				players: 0,
			})),
			events: [{ id: `event-${seq}`, type: "greeting", actor: here[0] ?? "Ada", at: seq }],
			humanContext: Object.fromEntries(here.map((name) => [name, context(name)])),
		};
	};
}

/** Over a connection of its own, which the cuts of readers do not cut. */
async function send(payload: object): Promise<void> {
	await request(`http://127.0.0.1:${port}`).post("/v1/snapshot/game").send(payload).expect(200);
}

async function serverWorld(cast: Cast) {
	const { body } = await request(`http://127.0.0.1:${port}`).get(`/world/init?cast=${cast}`).expect(200);
	return readState(body).world;
}

/** Packed moves come to float32's precision. */
function inFloat32(world: SyncedWorld): SyncedWorld {
	const entities = [...world.entities].map(([id, { position, ...entity }]): [string, SyncedEntity] => {
		if (!position) return [id, entity];
		const { x, y, z } = position;
		return [id, { ...entity, position: { x: Math.fround(x), y: Math.fround(y), z: Math.fround(z) } }];
	});
	return { ...world, entities: new Map(entities) };
}

describe("a reader of the whole service", () => {
	it.each([
		["full", "socket"],
		["full", "stream"],
		["full", "poll"],
		["limited", "socket"],
		["limited", "stream"],
		["limited", "poll"],
	] as const)(
		"[SS17] holds the %s world (door: %s) through cuts and a restart, every event once",
		async (cast, door) => {
			const nextPayload = createPlace(door === "poll" ? 4 : 3);
			await send(nextPayload());
			const reader = follow(cast, door);
			await vi.waitFor(() => expect(reader.sync.status()).toBe("live"), { timeout: 5_000 });
			for (let step = 2; step <= 60; step += 1) {
				await send(nextPayload());
				if (step % 9 === 0) for (const stream of streams) stream.destroy();
				if (step === 30) {
					await stop();
					await start();
				}
			}
			const expected = await serverWorld(cast);
			await vi.waitFor(() => expect(reader.sync.state().tick).toBe(expected.tick), {
				timeout: 10_000,
				interval: 10,
			});
			expect(inFloat32(reader.sync.state())).toEqual(inFloat32(expected));
			expect(reader.sync.counts()).toMatchObject({ divergences: 0, resets: 0 });
			expect(reader.sync.counts().ticks).toBeGreaterThan(50);
			const all = Array.from({ length: 59 }, (_, index) => `event-${index + 2}`);
			expect(reader.events).toEqual(cast === "full" ? all : []);
		},
	);
});
