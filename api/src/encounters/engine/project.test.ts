import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seededRandom } from "../../wording/random.js";
import { apply } from "./apply.js";
import { applyViewEvent } from "./apply-view.js";
import type { GameEvent } from "./events.js";
import { MESSAGES_KEPT } from "./limits.js";
import { projectEvent } from "./project-event.js";
import { canRead, healthOf, isOwn, project } from "./project.js";
import type { GameState, Participant } from "./state.js";
import { playAtRandom, SECRET } from "./testing/random-play.js";
import { player, roomWith, SYSTEM, type TestRoom } from "./testing/test-room.js";
import type { Viewer, ViewEvent } from "./view.js";

/** Rooms of 200 commands each, looked at by four viewers. */
const ROOMS = Number(process.env["ENCOUNTER_ROOMS"] ?? 4);

/** Cy writes nothing in secret and is not written to; Ana and Bo are. */
const OUTSIDERS: readonly Viewer[] = [{ kind: "player", userId: "user cy" }, { kind: "watcher" }];
const VIEWERS: readonly Viewer[] = [...OUTSIDERS, { kind: "dm" }, { kind: "mind", entityId: "qorc" }];

interface Told {
	readonly event: GameEvent;
	readonly before: GameState;
	readonly after: GameState;
}

function eachEvent(check: (told: Told) => void): void {
	fc.assert(
		fc.property(fc.integer(), (seed) => {
			playAtRandom(seededRandom(String(seed)), {
				steps: 200,
				watch: ({ entries }, { before, isLogged }) => {
					if (!isLogged) return;
					let state = before;
					for (const event of entries.at(-1)!.data.events) {
						const after = apply(state, event);
						check({ event, before: state, after });
						state = after;
					}
				},
			});
		}),
		{ numRuns: ROOMS },
	);
}

/** The same for a viewer, but for everything that they may not know: what is hidden is not even there. */
function otherwise(state: GameState, viewer: Viewer): GameState {
	const seen = Object.values(state.participants).filter((one) => !one.isHidden || isOwn(viewer, one));
	const participants = Object.fromEntries(
		seen.map((one) => [
			one.entityId,
			isOwn(viewer, one) ? { ...one, notes: "other" } : withOtherSecrets(one),
		]),
	);
	const isSeen = (entityId: string) => Object.hasOwn(participants, entityId);
	const initiativeOrder = state.initiativeOrder.map((seat, at) => {
		const entityIds = seat.entityIds.filter(isSeen);
		return entityIds.length > 0
			? { ...seat, entityIds }
			: { ...seat, seatId: `other ${String(at)}`, initiative: 0 };
	});
	const turn = state.turn && {
		...state.turn,
		seatId: initiativeOrder[state.currentTurnIndex]?.seatId ?? state.turn.seatId,
	};
	return {
		...state,
		participants,
		initiativeOrder,
		turn,
		chatLog: state.chatLog.filter((message) => canRead(viewer, message)),
		notes: "other",
		messageCount: 0,
		turnHistory: [],
		answered: [],
		roller: { seed: "other", position: 7 },
		timestamp: 0,
		revision: 0,
	};
}

function withOtherSecrets(one: Participant): Participant {
	const isOpen = one.entityType === "playerCharacter";
	return {
		...one,
		...(!isOpen && { currentHP: one.currentHP * 2, maxHP: one.maxHP * 2, temporaryHP: 9 }),
		armorClass: 30,
		abilities: { str: 1, dex: 1, con: 1, int: 1, wis: 1, cha: 1 },
		attacks: [],
		spells: [],
		slots: [],
		inventory: [],
		notes: "other",
		readied: "other",
		resistances: ["fire"],
		concentration: { spellId: "other", name: "Other" },
		deathSaves: { successes: 1, failures: 1 },
	};
}

/** What a viewer is told of the last command. */
function lastTold(room: TestRoom, viewer: Viewer): readonly ViewEvent[] {
	let before = room.past(room.entries.length - 1);
	return room.entries.at(-1)!.data.events.flatMap((event) => {
		const after = apply(before, event);
		const told = projectEvent(event, { before, after }, viewer);
		before = after;
		return told;
	});
}

describe("what is shown of an encounter", { timeout: 30_000 + ROOMS * 1_000 }, () => {
	it("[EN40] is the same to players whatever is hidden from them", () => {
		eachEvent(({ event, before, after }) => {
			for (const viewer of OUTSIDERS) {
				const changed = { before: otherwise(before, viewer), after: otherwise(after, viewer) };
				expect(project(changed.after, viewer)).toEqual(project(after, viewer));
				expect(projectEvent(event, changed, viewer)).toEqual(projectEvent(event, { before, after }, viewer));
			}
		});
	});

	it("[EN41] holds no word of notes, private talk, or anybody hidden", () => {
		let hidden = 0;
		eachEvent(({ event, before, after }) => {
			for (const viewer of OUTSIDERS) {
				const text = JSON.stringify([project(after, viewer), projectEvent(event, { before, after }, viewer)]);
				expect(text).not.toContain(SECRET);
				for (const { entityId, isHidden } of Object.values(after.participants)) {
					if (!isHidden || before.participants[entityId]?.isHidden === false) continue;
					if (!entityId.startsWith("q")) continue;
					hidden += 1;
					expect(text).not.toContain(entityId);
				}
			}
		});
		expect(hidden).toBeGreaterThan(0);
	});

	it("[EN42] is come to by following the events as by looking", () => {
		eachEvent(({ event, before, after }) => {
			for (const viewer of VIEWERS) {
				const told = projectEvent(event, { before, after }, viewer);
				expect(told.reduce(applyViewEvent, project(before, viewer))).toEqual(project(after, viewer));
				expect(JSON.parse(JSON.stringify(told))).toEqual(told);
			}
		});
	});

	it("[EN42] tells two messages that are alike apart, and lets the oldest go", () => {
		const room = roomWith([{ entityId: "a" }]);
		let view = project(room.state(), { kind: "watcher" });
		for (let at = 0; at < MESSAGES_KEPT + 3; at += 1) {
			room.do({ type: "chat", channel: at % 3 === 0 ? "dm" : "party", text: "Hm." });
			view = lastTold(room, { kind: "watcher" }).reduce(applyViewEvent, view);
			expect(view).toEqual(project(room.state(), { kind: "watcher" }));
		}
		expect(room.state().chatLog).toHaveLength(MESSAGES_KEPT);
	});

	it("[EN43] has every viewer see the same order, but for those hidden from them", () => {
		eachEvent(({ after }) => {
			const whole = project(after, { kind: "dm" }).initiativeOrder;
			for (const viewer of OUTSIDERS) {
				const { initiativeOrder, currentTurnIndex, turn } = project(after, viewer);
				const shown = initiativeOrder.map(({ seatId }) => seatId);
				expect(shown).toEqual(whole.map(({ seatId }) => seatId).filter((id) => shown.includes(id)));
				if (currentTurnIndex >= 0) expect(initiativeOrder[currentTurnIndex]?.seatId).toBe(turn?.seatId);
			}
		});
	});

	it("[EN44] tells hit points of player characters, of others how they look", () => {
		const room = roomWith([
			{ entityId: "a", entityType: "playerCharacter", userId: "ana" },
			{ entityId: "b" },
		]);
		const { participants } = project(room.state(), { kind: "player", userId: "bo" });
		expect(participants["a"]).toMatchObject({ currentHP: 20, maxHP: 20, health: "unhurt" });
		expect(participants["b"]).toMatchObject({ health: "unhurt" });
		for (const secret of ["currentHP", "armorClass", "attacks", "notes", "inventory", "economy"]) {
			expect(participants["b"]).not.toHaveProperty(secret);
		}
		expect(project(room.state(), { kind: "player", userId: "ana" }).participants["a"]).toHaveProperty(
			"inventory",
		);
		room.do({ type: "applyEffect", entityId: "b", effect: { kind: "damage", amount: 3 } });
		const deedTo = (viewer: Viewer) => lastTold(room, viewer).find(({ type }) => type === "ACTED");
		expect(deedTo({ kind: "dm" })).toMatchObject({ deed: { kind: "damaged", entityId: "b", amount: 3 } });
		expect(deedTo({ kind: "watcher" })).toMatchObject({ deed: { kind: "damaged", entityId: "b" } });
		expect(deedTo({ kind: "watcher" })).not.toHaveProperty("deed.amount");
		const one = room.state().participants["b"]!;
		const looks = [20, 19, 10, 5].map((currentHP) => healthOf({ ...one, currentHP }));
		expect(looks).toEqual(["unhurt", "hurt", "bloodied", "near death"]);
		expect(healthOf({ ...one, currentHP: 0, life: "defeated" })).toBe("dead");
		expect(healthOf({ ...one, currentHP: 0, life: "stable" })).toBe("down");
	});

	it("[EN45] names a hidden turn `?`, and nothing of it once it is over", () => {
		const room = roomWith([{ entityId: "ghost", isHidden: true }, { entityId: "a" }]);
		const view = project(room.state(), { kind: "watcher" });
		expect(view.turn).toMatchObject({ seatId: "?" });
		expect(view).toMatchObject({ currentTurnIndex: -1, initiativeOrder: [{ seatId: "a" }] });
		expect(project(room.state(), { kind: "mind", entityId: "ghost" }).turn).toMatchObject({
			seatId: "ghost",
		});
		room.end("ghost");
		expect(JSON.stringify(project(room.state(), { kind: "watcher" }))).not.toContain("ghost");
	});

	it("[EN45] shows of a group those who can be seen, and of a condition no source that cannot", () => {
		const room = roomWith([{ entityId: "ghost", isHidden: true }, { entityId: "a" }, { entityId: "b" }]);
		room.do({ type: "group", seatId: "pack", entityIds: ["a", "b"] });
		room.do({ type: "applyEffect", entityId: "b", effect: { kind: "hide" } });
		const condition = { condition: "frightened", sourceId: "ghost" } as const;
		room.do({ type: "applyEffect", entityId: "a", effect: { kind: "addCondition", condition } });
		const view = project(room.state(), { kind: "watcher" });
		expect(view.initiativeOrder).toMatchObject([{ seatId: "pack", entityIds: ["a"] }]);
		expect(view.participants["a"]?.conditions).toEqual([{ condition: "frightened" }]);
		expect(project(room.state(), { kind: "dm" }).participants["a"]?.conditions).toEqual([condition]);
	});

	it("[EN45] tells nothing of what the hidden do and roll", () => {
		const room = roomWith([{ entityId: "ghost", isHidden: true }, { entityId: "a" }]);
		room.act({ type: "move", entityId: "ghost", position: { x: 3, y: 3 } });
		expect(lastTold(room, { kind: "watcher" })).toEqual([]);
		room.act({ type: "interact", entityId: "ghost", actionId: "dodge" });
		expect(lastTold(room, { kind: "watcher" })).toEqual([]);
		expect(lastTold(room, { kind: "dm" })).not.toEqual([]);
	});

	it("[EN46] gives private talk to those it is for and the DM alone", () => {
		const room = roomWith([
			{ entityId: "a", userId: "ana" },
			{ entityId: "b", userId: "bo" },
		]);
		room.do({ type: "chat", channel: "private", text: "psst", to: ["bo"] }, player("ana"));
		expect(lastTold(room, { kind: "watcher" })).toEqual([]);
		expect(lastTold(room, { kind: "player", userId: "bo" }).map(({ type }) => type)).toEqual([
			"CHAT_MESSAGE",
			"STATE_DELTA",
		]);
		room.do({ type: "chat", channel: "dm", text: "may I?" }, player("ana"));
		room.do({ type: "chat", channel: "system", text: "Rain." }, SYSTEM);
		const read = (viewer: Viewer) => project(room.state(), viewer).chatLog.map(({ text }) => text);
		expect(read({ kind: "player", userId: "ana" })).toEqual(["psst", "may I?", "Rain."]);
		expect(read({ kind: "player", userId: "bo" })).toEqual(["psst", "Rain."]);
		expect(read({ kind: "dm" })).toEqual(["psst", "may I?", "Rain."]);
		expect(read({ kind: "watcher" })).toEqual(["Rain."]);
	});

	it("[EN47] tells a move in less than a tenth of what the whole takes", () => {
		const those = Array.from({ length: 6 }, (_, at) => ({ entityId: `one-${String(at)}` }));
		const room = roomWith(those, { rows: Array.from({ length: 40 }, () => ".".repeat(40)) });
		let before = room.state();
		expect(room.act({ type: "move", entityId: "one-0", position: { x: 0, y: 4 } })).toEqual({ ok: true });
		let bytes = 0;
		for (const event of room.entries.at(-1)!.data.events) {
			const after = apply(before, event);
			bytes += JSON.stringify(projectEvent(event, { before, after }, { kind: "dm" })).length;
			before = after;
		}
		expect(bytes).toBeLessThan(JSON.stringify(project(before, { kind: "dm" })).length / 10);
	});
});
