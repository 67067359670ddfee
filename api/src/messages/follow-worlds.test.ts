import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Log } from "../log/log.js";
import { numbered, payload, person } from "../snapshots/test-payloads.js";
import { WORLD, testWorlds } from "../worlds/test-worlds.js";
import type { TestWorlds } from "../worlds/test-worlds.js";
import { followWorlds } from "./follow-worlds.js";
import { planClusters } from "./plan-talk.js";
import { createTalks } from "./talks.js";
import type { ClusterEntry } from "./talk-entries.js";
import { CLAIM_SECONDS } from "./talk-limits.js";
import { folded, npc } from "./testing/test-talk.js";

const TOPIC = `talk:${WORLD}`;
const cast = ["A", "B", "C", "D", "E"];

function snapshot(seq: number, clusters: Readonly<Record<string, readonly string[]>>) {
	return numbered(seq, {
		timestamp: 100 + seq,
		humanContext: Object.fromEntries(cast.map((key, at) => [key, person(at * 100)])),
		clusters: Object.entries(clusters).map(([id, members]) => ({
			id,
			members: [...members],
			npcs: members.length,
			players: 0,
		})),
	});
}

async function follow(to: TestWorlds) {
	const disk = { isFull: false };
	const append: Log["append"] = (...given) =>
		disk.isFull ? Promise.reject(new Error("disk full")) : to.log.append(...given);
	const log = { ...to.log, append };
	const talks = createTalks({ log, now: () => to.clock.now, report: (text) => void to.reports.push(text) });
	const follower = await followWorlds({
		worlds: to.worlds,
		talks,
		report: (text) => void to.reports.push(text),
	});
	const groups = async () => {
		const { state } = await talks.open(WORLD);
		const together = [...state.groups].filter(([, { members }]) => members.length > 0);
		return Object.fromEntries(
			together.map(([id, { members }]) => [id, members.map(({ name }) => name).sort()]),
		);
	};
	return { disk, follower, groups };
}

const clusterEntries = (to: TestWorlds) =>
	to.log
		.entries(TOPIC)
		.filter(({ type }) => type === "cluster")
		.map(({ data }) => JSON.parse(data) as ClusterEntry);

describe("following worlds", () => {
	it("[MS7] tells the talk who came, who left, and what is no more", async () => {
		const to = testWorlds();
		const { follower, groups } = await follow(to);
		await to.ingest(snapshot(1, { c: ["A", "B"] }));
		await follower.idle();
		await to.ingest(snapshot(2, { c: ["A", "B", "C"], d: ["D", "E"] }));
		await follower.idle();
		await to.ingest(snapshot(3, { d: ["D", "E"] }));
		await follower.idle();
		expect(await groups()).toEqual({ d: ["D", "E"] });
		expect(clusterEntries(to)).toMatchObject([
			{ clusterId: "c", at: 101, worldTick: 1, left: [] },
			{ clusterId: "c", at: 102, worldTick: 2, joined: [expect.any(String)], left: [] },
			{ clusterId: "d", at: 102, worldTick: 2 },
			{ clusterId: "c", at: 103, worldTick: 3, members: [], joined: [] },
		]);
		expect(clusterEntries(to)[3]?.left).toHaveLength(3);
	});

	it("[MS7] writes nothing where no membership changes", async () => {
		const to = testWorlds();
		const { follower } = await follow(to);
		await to.ingest(snapshot(1, { c: ["A", "B"] }));
		await follower.idle();
		await to.ingest(payload({ ...snapshot(2, { c: ["B", "A"] }), serverId: "s1", epoch: "a", seq: 2 }));
		await follower.idle();
		expect(clusterEntries(to)).toHaveLength(1);
	});

	it("[MS9] takes over what happened while it was away, once", async () => {
		const to = testWorlds();
		const first = await follow(to);
		await to.ingest(snapshot(1, { c: ["A", "B"] }));
		await first.follower.stop();
		await to.ingest(snapshot(2, { d: ["C", "D"] }));
		expect(await first.groups()).toEqual({ c: ["A", "B"] });
		const second = await follow(to.restart());
		expect(await second.groups()).toEqual({ d: ["C", "D"] });
		const written = clusterEntries(to).length;
		await second.follower.stop();
		const third = await follow(to.restart());
		expect(await third.groups()).toEqual({ d: ["C", "D"] });
		expect(clusterEntries(to)).toHaveLength(written);
	});

	it("[MS9] knows the same groups as the world after any changes, restarts and refusals of the log", async () => {
		const members = fc.shuffledSubarray(cast).chain((shuffled) =>
			fc.integer({ min: 0, max: 5 }).map((cut) => {
				const parts = [shuffled.slice(0, cut), shuffled.slice(cut)];
				return Object.fromEntries(
					parts.flatMap((part, at) => (part.length > 1 ? [[`c${at}`, part] as const] : [])),
				);
			}),
		);
		const steps = fc.array(fc.tuple(members, fc.constantFrom("go on", "restart", "refuse")), {
			maxLength: 12,
		});
		await fc.assert(
			fc.asyncProperty(steps, async (all) => {
				let to = testWorlds();
				let talk = await follow(to);
				let seq = 0;
				for (const [clusters, how] of all) {
					seq += 1;
					talk.disk.isFull = how === "refuse";
					await to.ingest(snapshot(seq, clusters));
					await talk.follower.idle();
					talk.disk.isFull = false;
					if (how === "restart") {
						to = to.restart();
						talk = await follow(to);
					}
				}
				seq += 1;
				// The next tick makes good what the log refused.
				await to.ingest(snapshot(seq, { last: ["A", "E"] }));
				await talk.follower.idle();
				expect(await talk.groups()).toEqual({ last: ["A", "E"] });
				const seen = new Map<string, readonly string[]>();
				for (const { clusterId, members: now, joined, left } of clusterEntries(to)) {
					const before = new Set(seen.get(clusterId));
					for (const id of left) expect(before.delete(id)).toBe(true);
					for (const id of joined) expect(before.has(id)).toBe(false);
					for (const id of joined) before.add(id);
					expect([...before].sort()).toEqual(now.map(({ id }) => id).sort());
					seen.set(clusterId, [...before]);
				}
			}),
			{ numRuns: 60 },
		);
	});

	it("[MS9] says where the log refuses, and throws nothing", async () => {
		const to = testWorlds();
		const { disk, follower, groups } = await follow(to);
		disk.isFull = true;
		await to.ingest(snapshot(1, { c: ["A", "B"] }));
		await follower.idle();
		expect(to.reports).toEqual([expect.stringContaining("its next tick tries again")]);
		expect(await groups()).toEqual({});
		disk.isFull = false;
		await to.ingest(snapshot(3, { c: ["A", "B", "C"] }));
		await follower.idle();
		expect(await groups()).toEqual({ c: ["A", "B", "C"] });
	});
});

describe("claims of places", () => {
	const at = 1_000;
	const CLAIMED = [npc("a"), npc("b"), npc("c")];
	interface Sight {
		readonly timestamp: number;
		/** When the world last heard of each of its members. */
		readonly lastSeen: Readonly<Record<string, number>>;
		/** Members of its cluster `c`. */
		readonly together?: readonly string[];
	}
	const seen = ({ timestamp, lastSeen, together = [] }: Sight) => {
		const entity = (id: string) =>
			({ id, key: id, name: id, type: "npc", source: "s", location: "Unknown" }) as const;
		const cluster = { id: "c", source: "s", members: together, npcs: together.length, players: 0, formed: 1 };
		return {
			tick: 9,
			timestamp,
			peopled: {
				state: {
					entities: new Map(Object.keys(lastSeen).map((id) => [id, entity(id)])),
					npcs: new Map(),
					clusters: new Map(together.length > 0 ? [["c", cluster]] : []),
					resources: new Map(),
					buildings: new Map(),
				},
				roster: new Map(),
			},
			sightings: { lastSeen: ({ id }: { readonly id: string }) => lastSeen[id] },
		};
	};
	const entry = (members: readonly ReturnType<typeof npc>[], when: number, worldTick?: number) =>
		({
			type: "cluster",
			data: {
				...{ clusterId: "c", members, joined: [], left: [], at: when },
				...(worldTick !== undefined && { worldTick }),
			},
		}) as const;
	const claimed = () => folded([entry(CLAIMED, at)]);

	it("[MS17] are believed for a while where the world knows nothing of them, and no longer", () => {
		expect(planClusters(claimed(), seen({ timestamp: at + CLAIM_SECONDS, lastSeen: {} }))).toEqual([]);
		expect(planClusters(claimed(), seen({ timestamp: at + CLAIM_SECONDS + 1, lastSeen: {} }))).toMatchObject([
			{ type: "cluster", data: { clusterId: "c", members: [], left: ["a", "b", "c"], worldTick: 9 } },
		]);
	});

	it("[MS17] end as soon as the world has newer word of who is in them, and no cluster", () => {
		const older = seen({ timestamp: at + 5, lastSeen: { a: at, b: at - 1, d: at + 5 } });
		expect(planClusters(claimed(), older)).toEqual([]);
		const newer = seen({ timestamp: at + 5, lastSeen: { a: at + 1, b: at - 1 } });
		expect(planClusters(claimed(), newer)).toMatchObject([{ data: { members: [], left: ["a", "b", "c"] } }]);
		const ahead = seen({ timestamp: at, lastSeen: { a: at + 1 } });
		expect(planClusters(claimed(), ahead)).toEqual([]);
	});

	it("[MS17] of a cluster that the world knows are taken back where they have not come true", () => {
		const state = folded([entry([npc("a"), npc("b")], at - 9, 3), entry(CLAIMED, at)]);
		const together = ["a", "b"];
		expect(planClusters(state, seen({ timestamp: at + 2, lastSeen: { a: at, b: at }, together }))).toEqual(
			[],
		);
		const plan = planClusters(
			state,
			seen({ timestamp: at + 2, lastSeen: { a: at + 2, b: at + 2 }, together }),
		);
		expect(plan).toMatchObject([{ data: { members: [{ id: "a" }, { id: "b" }], left: ["c"], at: at + 2 } }]);
		const after = folded([entry([npc("a"), npc("b")], at - 9, 3), entry(CLAIMED, at), ...plan]);
		expect(planClusters(after, seen({ timestamp: at + 3, lastSeen: { a: at + 3 }, together }))).toEqual([]);
	});
});
