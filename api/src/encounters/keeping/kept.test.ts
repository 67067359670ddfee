import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Actor } from "../engine/commands.js";
import { createAttendance } from "./attendance.js";
import type { KeepingEntry, QueuedCommand } from "./keeping-entries.js";
import { GRACE_SECONDS, LEASE_SECONDS, MOST_QUEUED, MOST_QUEUED_EACH } from "./keeping-limits.js";
import { keptFold, type Kept } from "./kept.js";
import { planQueued } from "./queued-commands.js";
import { sayPresence } from "./say-presence.js";
import { createWatch } from "./watch-presence.js";

const PROCESSES = ["p0", "p1", "p2"];
const process = fc.constantFrom(...PROCESSES);
const roomId = fc.constantFrom("r0", "r1");
const userId = fc.constantFrom("ana", "bo", "cy");
const turn = fc.record({ seatId: userId, roundNumber: fc.nat(3) });
const mark = fc.constantFrom("m0", "m1");
const by = userId.map((id): Actor => ({ kind: "player", userId: id }));
const body = fc.constant({ type: "delay", entityId: "a" } as const);
const command = fc.record({ id: fc.nat(200).map(String), by, body });

/** Anything that processes may tell each other, in whatever order. */
const entry: fc.Arbitrary<KeepingEntry> = fc.oneof(
	fc.record({ type: fc.constantFrom("alive" as const, "gone" as const), data: fc.record({ process }) }),
	fc.record({
		type: fc.constantFrom("came" as const, "went" as const),
		data: fc.record({ process, roomId, userId }),
	}),
	fc.record({ type: fc.constant("settled" as const), data: fc.record({ roomId, userId }) }),
	fc.record({
		type: fc.constantFrom("live" as const, "rest" as const),
		data: fc.record({ roomId, mark }),
	}),
	fc.record({ type: fc.constant("queued" as const), data: fc.record({ roomId, command }) }),
	fc.record({
		type: fc.constant("taken" as const),
		data: fc.record({ roomId, id: fc.nat(200).map(String) }),
	}),
	fc.record({ type: fc.constant("thinking" as const), data: fc.record({ process, roomId, turn }) }),
	fc.record({ type: fc.constant("erased" as const), data: fc.record({ userId }) }),
);

function told(entries: readonly KeepingEntry[], kept: Kept = keptFold.empty()): Kept {
	for (const one of entries) keptFold.apply(kept, one);
	return kept;
}

describe("what processes know of each other", () => {
	it("[EK2] is the same from any state that was put aside, and holds no room of which there is nothing to say", () => {
		fc.assert(
			fc.property(fc.array(entry), fc.array(entry), (before, after) => {
				const kept = told(before);
				const again = keptFold.load(keptFold.dump(kept));
				expect(again).toEqual(kept);
				expect(told(after, again)).toEqual(told([...before, ...after]));
				for (const { present, live, queued } of kept.rooms.values())
					expect(present.size + queued.length + Number(live !== undefined)).toBeGreaterThan(0);
			}),
		);
	});

	it("[EK26] has no word of a user who was erased", () => {
		fc.assert(
			fc.property(fc.array(entry), userId, (entries, erased) => {
				const kept = told([...entries, { type: "erased", data: { userId: erased } }]);
				for (const { present, queued } of kept.rooms.values()) {
					expect([...present.keys()]).not.toContain(erased);
					expect(JSON.stringify(queued)).not.toContain(JSON.stringify(erased));
				}
			}),
		);
	});

	it("[EK7] has nothing left of a process that is gone, and all of the others", () => {
		fc.assert(
			fc.property(fc.array(entry), process, (entries, gone) => {
				const before = told(entries);
				const kept = told([...entries, { type: "gone", data: { process: gone } }]);
				expect([...kept.processes.keys()]).not.toContain(gone);
				for (const [id, { present, thinking }] of kept.rooms) {
					expect(thinking?.process).not.toBe(gone);
					for (const [user, at] of present) {
						const others = [...before.rooms.get(id)!.present.get(user)!].filter((one) => one !== gone);
						expect([...at]).toEqual(others);
					}
				}
			}),
		);
	});

	it("[EK6] is who is connected where, once each has said what it has to say, and then it has no more to say", () => {
		const deed = fc.constantFrom("come", "leave", "say");
		const step = fc.record({ at: process, roomId, userId, deed, which: fc.nat() });
		fc.assert(
			fc.property(fc.array(step, { minLength: 10, maxLength: 60 }), (steps) => {
				const kept = keptFold.empty();
				const all = new Map(PROCESSES.map((name) => [name, createAttendance(() => undefined)]));
				const connections: { readonly who: string; readonly leave: () => void; isOpen: boolean }[] = [];
				const say = (name: string) =>
					sayPresence(kept, { process: name, here: all.get(name)!.here, isBeatDue: false });
				for (const { at, deed: done, which, ...user } of steps) {
					if (done === "come") {
						const leave = all.get(at)!.attend(user.roomId, user.userId);
						connections.push({ who: `${at} ${user.roomId} ${user.userId}`, leave, isOpen: true });
					}
					// Some leave twice, and have left once.
					const gone = done === "leave" ? connections[which % Math.max(1, connections.length)] : undefined;
					gone?.leave();
					if (gone) gone.isOpen = false;
					if (done === "say") told(say(at), kept);
				}
				for (const name of PROCESSES) told(say(name), kept);
				const known = [...kept.rooms].flatMap(([id, { present }]) =>
					[...present].flatMap(([user, at]) => [...at].map((name) => `${name} ${id} ${user}`)),
				);
				const there = new Set(connections.flatMap(({ who, isOpen }) => (isOpen ? [who] : [])));
				expect(known.sort()).toEqual([...there].sort());
				for (const name of PROCESSES) {
					expect(say(name)).toEqual([]);
					// Of a process that holds anything the others know that it is alive.
					const holds = [...there].some((who) => who.startsWith(name));
					expect(kept.processes.has(name)).toBe(holds);
				}
			}),
			{ numRuns: 300 },
		);
	});
});

describe("whom a process takes for gone", () => {
	it("[EK7] is who was silent for a whole lease, and never itself", () => {
		fc.assert(
			fc.property(fc.array(fc.double({ min: 0.1, max: 3 * LEASE_SECONDS, noNaN: true })), (silences) => {
				const watch = createWatch("p0");
				const kept = told([
					{ type: "alive", data: { process: "p0" } },
					{ type: "alive", data: { process: "p1" } },
				]);
				let now = 1_000;
				watch.look(kept, now);
				for (const silence of silences) {
					watch.look(kept, now + silence);
					expect(watch.gone(kept)).toEqual(now + silence - now >= LEASE_SECONDS ? ["p1"] : []);
					now += silence;
					keptFold.apply(kept, { type: "alive", data: { process: "p1" } });
					watch.look(kept, now);
					expect(watch.gone(kept)).toEqual([]);
				}
			}),
		);
	});

	it("[EK5] is a user without a connection for the whole grace, and not one who came back", () => {
		fc.assert(
			fc.property(
				fc.double({ min: 0.01, max: GRACE_SECONDS * 2, noNaN: true }),
				fc.boolean(),
				(away, isBack) => {
					const watch = createWatch("p0");
					const at = { process: "p1", roomId: "r0", userId: "ana" };
					const kept = told([
						{ type: "came", data: at },
						{ type: "went", data: at },
					]);
					watch.look(kept, 0);
					if (isBack) {
						keptFold.apply(kept, { type: "came", data: at });
						watch.look(kept, away / 2);
						keptFold.apply(kept, { type: "went", data: at });
						watch.look(kept, away / 2);
					}
					watch.look(kept, away);
					const alone = isBack ? away - away / 2 : away;
					const dropped = alone >= GRACE_SECONDS ? [{ roomId: "r0", userId: "ana" }] : [];
					expect(
						watch.dropped().map(({ roomId: room, userId: user }) => ({ roomId: room, userId: user })),
					).toEqual(dropped);
				},
			),
		);
	});
});

describe("what waits for the DM", () => {
	it("[EK9] is kept once under its id, eight of each and 64 in all, in its order", () => {
		const many = fc.array(fc.record({ id: fc.nat(200).map(String), user: fc.nat(9) }), {
			minLength: 80,
			maxLength: 200,
		});
		fc.assert(
			fc.property(many, (given) => {
				const kept = keptFold.empty();
				const waiting: { readonly id: string; readonly user: number }[] = [];
				for (const { id, user } of given) {
					const queued: QueuedCommand = {
						id,
						by: { kind: "player", userId: String(user) },
						body: { type: "delay", entityId: "a" },
					};
					const isKnown = waiting.some((one) => one.id === id);
					const own = waiting.filter((one) => one.user === user).length;
					const isFull = waiting.length >= MOST_QUEUED || own >= MOST_QUEUED_EACH;
					if (!isKnown && isFull) {
						expect(() => planQueued(kept, "r0", queued)).toThrow("As much waits");
						continue;
					}
					if (!isKnown) waiting.push({ id, user });
					told(planQueued(kept, "r0", queued), kept);
				}
				expect((kept.rooms.get("r0")?.queued ?? []).map(({ id }) => id)).toEqual(waiting.map(({ id }) => id));
			}),
		);
	});
});
