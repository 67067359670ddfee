import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { project } from "../../src/encounters/engine/project.js";
import { createMemoryEncounters } from "../../src/encounters/testing/memory-encounters.js";
import { NEUTRAL_SIDE } from "../../src/encounters/engine/sides.js";
import { roomWith } from "../../src/encounters/engine/testing/test-room.js";
import type { RoomCommand } from "../../src/encounters/encounters.js";
import type { CommandTold, RoomUpdate } from "../../src/encounters/router/wire.js";
import { formatCursor } from "../../src/log/cursor.js";
import { give, type Held, look, NOTHING_HELD, refuse, take, taken } from "./held.js";

const ANN = { kind: "player", userId: "ann" } as const;
const OGRE = { entityId: "ogre", position: { x: 5, y: 5 } } as const;
const HERO = { entityId: "hero", entityType: "playerCharacter", userId: "ann" } as const;

function moveTo(x: number, y: number, entityId = "hero"): RoomCommand {
	return { type: "act", action: { type: "move", entityId, position: { x, y } } };
}

/** What Ann knows of a fight that has just begun. */
function begun(): Held {
	const room = roomWith([HERO, OGRE]);
	return take(
		NOTHING_HELD,
		{ type: "view", viewer: ANN, view: project(room.state(), ANN) },
		"e:10~player.ann",
	);
}

const at = ({ view }: ReturnType<typeof look>): object | undefined => view?.participants.hero?.position;

describe("what is foreseen", () => {
	it("[ET20] a move is drawn at once, and the next from there", () => {
		let held = give(begun(), { id: "1", body: moveTo(2, 2) });
		expect(at(look(held))).toEqual({ x: 2, y: 2 });
		held = give(held, { id: "2", body: moveTo(3, 3) });
		expect(at(look(held))).toEqual({ x: 3, y: 3 });
		expect(look(held).pending.map(({ isForeseen }) => isForeseen)).toEqual([true, true]);
		expect(held.confirmed?.participants.hero?.position).toEqual({ x: 0, y: 0 });
	});

	it("[ET20] what cannot be is not drawn: too far, into somebody, of another, of somebody else's", () => {
		for (const body of [moveTo(11, 11), moveTo(5, 5), moveTo(4, 4, "ogre"), moveTo(1, 1, "__proto__")]) {
			const shown = look(give(begun(), { id: "1", body }));
			expect(at(shown)).toEqual({ x: 0, y: 0 });
			expect(shown.pending).toMatchObject([{ id: "1", isForeseen: false }]);
		}
	});

	it("[ET20] a refused move is taken back, and says of whom and why", () => {
		let held = give(begun(), { id: "1", body: moveTo(2, 2) });
		held = refuse(held, "1", { code: "illegal", reason: "There is no way." });
		expect(at(look(held))).toEqual({ x: 0, y: 0 });
		expect(held.refused).toMatchObject({
			id: "1",
			entityId: "hero",
			wasForeseen: true,
			code: "illegal",
			reason: "There is no way.",
		});
		expect(give(held, { id: "2", body: moveTo(1, 1) }).refused).toBeUndefined();
	});

	it("[ET20] what was taken is drawn until the view has it, and not twice", () => {
		let held = give(begun(), { id: "1", body: moveTo(2, 2) });
		held = taken(held, "1", "e:11");
		expect(look(held).pending).toHaveLength(1);
		expect(at(look(held))).toEqual({ x: 2, y: 2 });
		held = take(held, { type: "news", events: [] }, "e:11~player.ann");
		expect(look(held).pending).toEqual([]);
	});

	it("[ET20] news of one's own command end it before its answer comes", () => {
		const held = give(begun(), { id: "1", body: moveTo(2, 2) });
		const room = roomWith([HERO, OGRE]);
		room.act({ type: "move", entityId: "hero", position: { x: 2, y: 2 } }, ANN);
		const participant = project(room.state(), ANN).participants.hero!;
		const delta = { type: "participant", entityId: "hero", participant } as const;
		const events = [{ type: "STATE_DELTA", at: 1_000, delta }] as const;
		const heard = take(held, { type: "news", events, commandId: "1" }, "e:11~player.ann");
		expect(look(heard)).toEqual({ view: heard.confirmed, pending: [] });
		expect(at(look(heard))).toEqual({ x: 2, y: 2 });
		expect(taken(heard, "1", "e:11")).toEqual(heard);
		// A refused one has news as well, which tell nothing: its answer is still to come.
		expect(
			look(take(held, { type: "news", events: [], commandId: "1" }, "e:11~player.ann")).pending,
		).toHaveLength(1);
	});

	it("[ET20] nobody is drawn through enemies, and slowly through those who let pass", () => {
		const rows = ["...", "###"];
		const leftOf = (side: string): number | undefined => {
			const room = roomWith([HERO, { entityId: "other", side, position: { x: 1, y: 0 } }], { rows });
			const update = { type: "view", viewer: ANN, view: project(room.state(), ANN) } as const;
			const { view, pending } = look(
				give(take(NOTHING_HELD, update, "e:10~player.ann"), { id: "1", body: moveTo(2, 0) }),
			);
			return pending[0]!.isForeseen ? view!.participants.hero!.economy!.movementLeft : undefined;
		};
		expect(["foes", "party", NEUTRAL_SIDE].map(leftOf)).toEqual([undefined, 3, 3]);
	});

	it("[ET20] what was taken and was not drawn is waited for no longer", () => {
		const body = { type: "chat", channel: "party", text: "hi" } as const;
		const held = give(begun(), { id: "1", body });
		expect(look(held).pending).toMatchObject([{ id: "1", isForeseen: false, entityId: undefined }]);
		expect(look(taken(held, "1", "e:99")).pending).toEqual([]);
	});

	it("a view of another history ends what waited for the old one", () => {
		const held = taken(give(begun(), { id: "1", body: moveTo(2, 2) }), "1", "e:11");
		const view = held.confirmed!;
		expect(look(take(held, { type: "view", viewer: ANN, view }, "f:2~player.ann")).pending).toEqual([]);
	});

	it("news before there is a view are none", () => {
		expect(take(NOTHING_HELD, { type: "news", events: [] }, "e:1~watcher")).toBe(NOTHING_HELD);
	});
});

/** What a server does with a client's commands, held back as long as a network likes. */
async function rehearse(steps: readonly Step[]): Promise<void> {
	const server = createMemoryEncounters(() => 1_000);
	const dm = { kind: "dm", userId: "dm" } as const;
	const mapState = { width: 12, height: 12, rows: Array.from({ length: 12 }, () => ".".repeat(12)) };
	const { roomId } = await server.create({ dmId: "dm", mapState });
	for (const [at, one] of [HERO, OGRE].entries()) {
		const participant = {
			entityType: "monster",
			position: { x: 0, y: 0 },
			...one,
			name: one.entityId,
			maxHP: 20,
			initiative: 100 - at,
		} as const;
		await server.command(roomId, { by: dm, body: { type: "addParticipant", participant } });
	}
	await server.command(roomId, { by: dm, body: { type: "start" } });

	let held: Held = NOTHING_HELD;
	const answers: { readonly id: string; readonly told: CommandTold }[] = [];
	const news: { readonly update: RoomUpdate; readonly place: string }[] = [];
	const stop = new AbortController();
	const fresh = async (): Promise<void> => {
		const { cursor, view } = await server.look(roomId, ANN);
		news.length = 0;
		held = take(held, { type: "view", viewer: ANN, view }, `${formatCursor(cursor)}~player.ann`);
	};
	const { cursor } = await server.look(roomId, ANN);
	const following = server.follow(roomId, ANN, { after: cursor, signal: stop.signal });
	await fresh();
	const gather = (async () => {
		for await (const { cursor: place, events, commandId } of following) {
			const update = { type: "news", events, ...(commandId !== undefined && { commandId }) } as const;
			news.push({ update, place: `${formatCursor(place)}~player.ann` });
		}
	})();
	const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
	const hear = (): void => {
		const next = news.shift();
		if (next) held = take(held, next.update, next.place);
	};
	const learn = (): void => {
		const next = answers.shift();
		if (!next) return;
		held = next.told.ok ? taken(held, next.id, next.told.cursor) : refuse(held, next.id, next.told);
	};

	for (const [index, step] of steps.entries()) {
		if (step.kind === "hear") hear();
		else if (step.kind === "learn") learn();
		else if (step.kind === "fresh") await fresh();
		else {
			const id = `c${index}`;
			const { x, y } = step;
			const body: RoomCommand =
				step.kind === "move"
					? moveTo(x, y)
					: { type: "applyEffect", entityId: "hero", effect: { kind: "move", position: { x, y } } };
			if (step.kind === "move") held = give(held, { id, body });
			const by = step.kind === "move" ? ANN : dm;
			const { result, cursor: seen } = await server.command(roomId, { id, by, body });
			await settle();
			if (step.kind !== "move") continue;
			const cursorText = formatCursor(seen);
			const { view } = await server.look(roomId, ANN);
			const told: CommandTold = result.ok
				? { ok: true, isRepeated: false, cursor: cursorText }
				: { ...result, isRepeated: false, cursor: cursorText, view };
			answers.push({ id, told });
		}
	}
	while (answers.length > 0 || news.length > 0) {
		learn();
		hear();
	}
	const { view } = await server.look(roomId, ANN);
	stop.abort();
	await gather;
	expect(look(held)).toEqual({ view, pending: [] });
	expect(held.confirmed).toEqual(view);
}

interface Step {
	readonly kind: "move" | "push" | "hear" | "learn" | "fresh";
	readonly x: number;
	readonly y: number;
}

const steps = fc.array(
	fc.record<Step>({
		kind: fc.constantFrom("move", "move", "push", "hear", "hear", "learn", "learn", "fresh"),
		x: fc.nat(11),
		y: fc.nat(11),
	}),
	{ maxLength: 30 },
);

it("[ET21] whatever comes late or out of step, what is shown ends as the server's own view", async () => {
	await fc.assert(fc.asyncProperty(steps, rehearse), { numRuns: Number(process.env.ENCOUNTER_RUNS ?? 150) });
});

it("[ET20] a foreseen move costs what the room will take for it", () => {
	const room = roomWith([HERO, OGRE]);
	room.act({ type: "move", entityId: "hero", position: { x: 2, y: 2 } }, ANN);
	const held = give(begun(), { id: "1", body: moveTo(2, 2) });
	expect(look(held).view?.participants.hero?.economy).toEqual(room.state().participants.hero?.economy);
});
