import { expect, it, vi } from "vitest";
import { createRandom } from "../doors/testing/random.js";
import { createMemoryLog } from "../log/memory-log.js";
import { canonical, countingIds, numbered, person } from "../snapshots/test-payloads.js";
import { createWorlds } from "../worlds/worlds.js";
import { mindRequest } from "./mind-request.js";
import { createTalks } from "./talks.js";
import { message } from "./testing/test-talk.js";

/** Changes of clusters; fewer by `EVENTS=1000`. */
const EVENTS = Number(process.env["EVENTS"] ?? 100_000);
const WORLD = "town";
const CAST = Array.from({ length: 24 }, (_, index) => `N${index}`);
vi.setConfig({ testTimeout: 60_000 + EVENTS });

/** Groups that form, grow, shrink, merge, split and part at random; each step tells what it changed. */
function createCrowd(random: () => number) {
	const groups = new Map<string, Set<string>>();
	let formed = 0;
	const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
	const alone = () => CAST.filter((one) => ![...groups.values()].some((group) => group.has(one)));
	const form = (members: Iterable<string>) => groups.set(`c${(formed += 1)}`, new Set(members));
	const leave = (id: string, leavers: readonly string[]) => {
		const group = groups.get(id)!;
		for (const one of leavers) group.delete(one);
		if (group.size < 2) groups.delete(id);
	};
	const steps: readonly (() => void)[] = [
		() => {
			const free = alone();
			if (free.length >= 2) form(free.slice(0, 2 + Math.floor(random() * 3)));
		},
		() => {
			const free = alone();
			if (free.length > 0 && groups.size > 0) groups.get(pick([...groups.keys()]))!.add(pick(free));
		},
		() => {
			if (groups.size === 0) return;
			const id = pick([...groups.keys()]);
			leave(id, [pick([...groups.get(id)!])]);
		},
		() => {
			if (groups.size < 2) return;
			const [into, from] = [...groups.keys()].slice(0, 2) as [string, string];
			for (const one of groups.get(from)!) groups.get(into)!.add(one);
			groups.delete(from);
		},
		() => {
			const large = [...groups].find(([, members]) => members.size >= 4);
			if (!large) return;
			const half = [...large[1]].slice(0, Math.floor(large[1].size / 2));
			leave(large[0], half);
			form(half);
		},
	];
	return { groups, step: () => pick(steps)() };
}

const sorted = (names: Iterable<string>): string => [...names].sort().join(" ");

it("[MS7] after each change the world, the talk and what minds are told name the same members", async () => {
	const random = createRandom(11);
	const log = createMemoryLog({
		retention: { maxEntries: 500, maxBytes: 1e8, maxAgeSeconds: 1e9 },
	});
	const report = (text: string): void => expect.fail(text);
	const worlds = createWorlds({ log, now: () => 1_000, newId: countingIds(), report });
	const talks = createTalks({ log, now: () => 1_000, report });
	const crowd = createCrowd(random);
	const everybody = Object.fromEntries(CAST.map((key, index) => [key, person(index * 100)]));
	await worlds.ingest(WORLD, canonical(numbered(1, { clusters: [], humanContext: everybody })));

	for (let event = 2; event <= EVENTS + 1; event += 1) {
		const before = new Map([...crowd.groups].map(([id, members]) => [id, sorted(members)]));
		crowd.step();
		const changed = [...crowd.groups].filter(([id, members]) => before.get(id) !== sorted(members));
		const gone = [...before.keys()].filter((id) => !crowd.groups.has(id));
		const told = numbered(event, {
			kind: "delta",
			timestamp: event,
			humanContext: {},
			clusters: changed.map(([id, members]) => ({
				id,
				members: [...members],
				npcs: members.size,
				players: 0,
			})),
			removed: { clusters: gone },
		});
		await worlds.ingest(WORLD, canonical(told));
		const world = await worlds.open(WORLD);
		await talks.project(world);
		const { state } = await talks.open(WORLD);
		const { clusters, entities } = world.memory.peopled.state;
		const nameOf = (id: string): string => entities.get(id)!.name;

		const wanted = [...crowd.groups].map(([id, members]) => `${id}: ${sorted(members)}`).sort();
		const inWorld = [...clusters.values()].map(({ id, members }) => `${id}: ${sorted(members.map(nameOf))}`);
		const inTalk = [...state.groups]
			.filter(([, { members }]) => members.length > 0)
			.map(([id, { members }]) => `${id}: ${sorted(members.map(({ name }) => name))}`);
		if (wanted.join() !== inWorld.sort().join() || wanted.join() !== inTalk.sort().join()) {
			expect({ event, inWorld: inWorld.sort(), inTalk: inTalk.sort() }).toEqual({
				event,
				inWorld: wanted,
				inTalk: wanted,
			});
		}
		for (const [clusterId, members] of changed) {
			for (const npcId of members) {
				const given = mindRequest(state, message("m", { npcId, clusterId })).members;
				if (sorted(given.map(({ name }) => name)) !== sorted(members)) {
					expect({ event, npcId, members: given.map(({ name }) => name) }).toEqual({ event, npcId, members });
				}
			}
		}
	}
	await worlds.close();
	await talks.close();
	await log.close();
});
