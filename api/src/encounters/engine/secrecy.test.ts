import { describe, expect, it } from "vitest";
import { applyViewEvent } from "./apply-view.js";
import { projectEvent } from "./project-event.js";
import { canRead, isOwn, project } from "./project.js";
import type { GameState, Participant } from "./state.js";
import { eachEvent } from "./testing/each-event.js";
import { SECRET } from "./testing/random-play.js";
import type { Viewer } from "./view.js";

/** Rooms of 200 commands each, looked at by four viewers. */
const ROOMS = Number(process.env["ENCOUNTER_ROOMS"] ?? 4);

/** Cy writes nothing in secret and is not written to; Ana and Bo are. */
const OUTSIDERS: readonly Viewer[] = [{ kind: "player", userId: "user cy" }, { kind: "watcher" }];
const VIEWERS: readonly Viewer[] = [...OUTSIDERS, { kind: "dm" }, { kind: "mind", entityId: "qorc" }];

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

describe(
	"what is shown of an encounter in which anything is tried",
	{ timeout: 30_000 + ROOMS * 1_000 },
	() => {
		it("[EN40] is the same to players whatever is hidden from them", () => {
			eachEvent(ROOMS, ({ event, before, after }) => {
				for (const viewer of OUTSIDERS) {
					const changed = { before: otherwise(before, viewer), after: otherwise(after, viewer) };
					expect(project(changed.after, viewer)).toEqual(project(after, viewer));
					expect(projectEvent(event, changed, viewer)).toEqual(
						projectEvent(event, { before, after }, viewer),
					);
				}
			});
		});

		it("[EN41] holds no word of notes, private talk, or anybody hidden", () => {
			let hidden = 0;
			eachEvent(ROOMS, ({ event, before, after }) => {
				for (const viewer of OUTSIDERS) {
					const text = JSON.stringify([
						project(after, viewer),
						projectEvent(event, { before, after }, viewer),
					]);
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
			eachEvent(ROOMS, ({ event, before, after }) => {
				for (const viewer of VIEWERS) {
					const told = projectEvent(event, { before, after }, viewer);
					expect(told.reduce(applyViewEvent, project(before, viewer))).toEqual(project(after, viewer));
					expect(JSON.parse(JSON.stringify(told))).toEqual(told);
				}
			});
		});

		it("[EN43] has every viewer see the same order, but for those hidden from them", () => {
			eachEvent(ROOMS, ({ after }) => {
				const whole = project(after, { kind: "dm" }).initiativeOrder;
				for (const viewer of OUTSIDERS) {
					const { initiativeOrder, currentTurnIndex, turn } = project(after, viewer);
					const shown = initiativeOrder.map(({ seatId }) => seatId);
					expect(shown).toEqual(whole.map(({ seatId }) => seatId).filter((id) => shown.includes(id)));
					if (currentTurnIndex >= 0) expect(initiativeOrder[currentTurnIndex]?.seatId).toBe(turn?.seatId);
				}
			});
		});
	},
);
