import { describe, expect, it } from "vitest";
import { applyViewEvent } from "./apply-view.js";
import { MESSAGES_KEPT } from "./limits.js";
import { healthOf, project } from "./project.js";
import { lastTold } from "./testing/last-told.js";
import { SPELLS } from "./testing/random-play.js";
import { player, roomWith, SYSTEM } from "./testing/test-room.js";
import type { Viewer } from "./view.js";

describe("what one viewer is shown", () => {
	it("[EN42] tells two messages that are alike apart, and lets the oldest go", () => {
		const room = roomWith([{ entityId: "a" }]);
		let view = project(room.state(), { kind: "watcher" });
		for (let at = 0; at < MESSAGES_KEPT + 3; at += 1) {
			room.do({ type: "chat", channel: at % 3 === 0 ? "dm" : "party", text: "Hm." });
			const told = lastTold(room, { kind: "watcher" });
			// The new one alone, not all anew.
			expect(JSON.stringify(told).split("Hm.").length).toBeLessThanOrEqual(2);
			view = told.reduce(applyViewEvent, view);
			expect(view).toEqual(project(room.state(), { kind: "watcher" }));
		}
		expect(room.state().chatLog).toHaveLength(MESSAGES_KEPT);
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

	it("[ET42] tells of a spell at somebody who is not seen that it is cast, not where", () => {
		const mend = SPELLS.filter(({ spellId }) => spellId === "mend");
		const room = roomWith([
			{ entityId: "healer", spells: mend, slots: [2] },
			{ entityId: "ghost", isHidden: true, currentHP: 1, position: { x: 3, y: 4 } },
			{ entityId: "a", entityType: "playerCharacter", userId: "ana" },
		]);
		const castAt = (target: string) => {
			expect(room.act({ type: "cast", entityId: "healer", spellId: "mend", target })).toEqual({ ok: true });
			return (viewer: Viewer) => {
				const told = lastTold(room, viewer);
				return { text: JSON.stringify(told), deed: told.find(({ type }) => type === "ACTED") };
			};
		};
		const unseen = castAt("ghost");
		const bare = { kind: "cast", entityId: "healer", name: "Mend", at: null };
		for (const viewer of [{ kind: "watcher" }, { kind: "player", userId: "ana" }] as const) {
			expect(unseen(viewer).deed).toMatchObject({ deed: bare });
			expect(unseen(viewer).text).not.toMatch(/ghost|"x":3/);
		}
		const whole = { ...bare, at: { x: 3, y: 4 }, aimedAt: "ghost" };
		expect(unseen({ kind: "dm" }).deed).toMatchObject({ deed: whole });
		room.end("healer");
		room.do({ type: "skipTurn" });
		room.do({ type: "skipTurn" });
		const seen = castAt("a");
		expect(seen({ kind: "watcher" }).deed).toMatchObject({ deed: { at: { x: 2, y: 0 }, aimedAt: "a" } });
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
		expect(room.act({ type: "move", entityId: "one-0", position: { x: 0, y: 4 } })).toEqual({ ok: true });
		const bytes = JSON.stringify(lastTold(room, { kind: "dm" })).length;
		expect(bytes).toBeLessThan(JSON.stringify(project(room.state(), { kind: "dm" })).length / 10);
	});
});
