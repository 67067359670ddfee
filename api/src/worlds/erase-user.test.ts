import { describe, expect, it } from "vitest";
import type { SnapshotWire } from "../../../game/src/shared/wire/index.js";
import { createMemoryLog } from "../log/memory-log.js";
import { canonical, countingIds } from "../snapshots/test-payloads.js";
import { createWorlds } from "./worlds.js";
import { testWorlds } from "./test-worlds.js";

const WORLD = "town";
const USER = "1000001";
const at = { x: 1, y: 2, z: 3 };

/** What a server tells: Maya (an NPC) beside the user Robin, and Otto elsewhere. */
function telling(seq: number, more: Partial<SnapshotWire> = {}): SnapshotWire {
	const positions = { Maya: at, Robin: at };
	return {
		timestamp: 100 + seq,
		serverId: "s",
		epoch: "e",
		seq,
		kind: "full",
		clusters: [{ id: "c", members: ["Maya", "Robin"], npcs: 1, players: 1, positions }],
		events: [],
		humanContext: {
			Maya: {
				id: "npc-1",
				name: "Maya",
				type: "npc",
				position: at,
				relationships: [
					{ id: USER, name: "Robin", kind: "friend", strength: 1 },
					{ id: "npc-2", name: "Otto", kind: "friend", strength: 1 },
				],
				recentInteractions: [
					{ timestamp: 100, narrative: "Robin joined the group." },
					{ timestamp: 99, narrative: "Otto left the group." },
				],
			},
			Robin: { id: USER, name: "Robin", type: "player", position: at },
			Otto: { id: "npc-2", name: "Otto", type: "npc", position: at },
		},
		...more,
	};
}

describe("erasing a user from the worlds", () => {
	it("[ER4] leaves no trace of them in state, history and checkpoint, and harms nobody else", async () => {
		const log = createMemoryLog();
		const worlds = createWorlds({ log, now: () => 100, newId: countingIds(), report: () => undefined });
		await worlds.ingest(WORLD, canonical(telling(1)));
		await worlds.ingest(WORLD, canonical(telling(2, { events: [{ type: "wave", actor: "Robin", at: 1 }] })));
		expect(await worlds.eraseUser(USER)).toEqual([WORLD]);

		const { memory } = await worlds.open(WORLD);
		const { entities, npcs, clusters } = memory.peopled.state;
		expect([...entities.keys()]).toEqual(["npc-1", "npc-2"]);
		expect(entities.get("npc-1")?.cluster).toBeUndefined();
		expect(clusters.size).toBe(0);
		expect(npcs.get("npc-1")?.relationships).toHaveLength(1);
		expect(npcs.get("npc-1")?.recentInteractions).toEqual([
			{ timestamp: 99, narrative: "Otto left the group." },
		]);

		const topic = `world:${WORLD}`;
		const head = await log.head(topic);
		expect(await log.oldest(topic)).toBe(head.offset + 1);
		expect((await log.latestCheckpoint(topic))!.value).not.toMatch(/Robin|1000001/);
	});

	it("[ER4] takes their chatlings with them, and nobody else's", async () => {
		const { worlds, ingest } = testWorlds();
		const chatling = (user: string, name: string) => ({
			[name]: { id: `chatling:${user}:pip`, name, type: "npc" as const, position: at },
		});
		const members = ["Maya", "Robin", "Pip", "Pop"];
		const positions = Object.fromEntries(members.map((name) => [name, at]));
		const { humanContext } = telling(1);
		await ingest(
			telling(1, {
				clusters: [{ id: "c", members, npcs: 3, players: 1, positions }],
				humanContext: { ...humanContext, ...chatling(USER, "Pip"), ...chatling("10000012", "Pop") },
			}),
		);
		await worlds.eraseUser(USER);
		const { entities, clusters } = (await worlds.open(WORLD)).memory.peopled.state;
		expect([...entities.keys()].sort()).toEqual(["chatling:10000012:pip", "npc-1", "npc-2"]);
		expect(clusters.get("c")).toMatchObject({ members: ["chatling:10000012:pip", "npc-1"], players: 0 });
	});

	it("[ER4] asks the user's servers for everything again, so that they and the world agree", async () => {
		const { worlds, ingest } = testWorlds();
		await ingest(telling(1));
		await worlds.eraseUser(USER);
		await expect(ingest(telling(2, { kind: "delta", clusters: [], humanContext: {} }))).rejects.toMatchObject(
			{
				code: "need_full",
			},
		);
		await ingest(telling(3));
		expect((await worlds.open(WORLD)).memory.peopled.state.entities.has(USER)).toBe(true);
	});

	it("[ER4] erases the history of one who has left already", async () => {
		const { worlds, ingest, log } = testWorlds();
		await ingest(telling(1));
		await ingest(telling(2, { clusters: [], humanContext: { Otto: { id: "npc-2", type: "npc" } } }));
		expect(await worlds.eraseUser(USER)).toEqual([WORLD]);
		expect(await log.oldest(`world:${WORLD}`)).toBe(3);
	});

	it("[ER4] lets worlds alone in which the user never was, and NPCs of the same id", async () => {
		const { worlds, ingest, log } = testWorlds();
		await ingest(
			telling(1, { humanContext: { Robin: { id: USER, type: "npc", position: at } }, clusters: [] }),
		);
		expect(await worlds.eraseUser("1")).toEqual([]);
		expect(await log.oldest(`world:${WORLD}`)).toBe(1);
	});

	it("[ER4] says so where the log cannot be written to, and can be asked again", async () => {
		const { worlds, ingest, log } = testWorlds();
		await ingest(telling(1));
		log.failure = new Error("the disk is full");
		await expect(worlds.eraseUser(USER)).rejects.toMatchObject({ code: "unavailable" });
		log.failure = undefined;
		expect(await worlds.eraseUser(USER)).toEqual([WORLD]);
		expect(await worlds.eraseUser(USER)).toEqual([]);
	});
});
