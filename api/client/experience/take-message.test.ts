import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type {
	ActionWire,
	ItemWire,
	QuestUpdateWire,
	SharedWorldWire,
	WorldUpdateWire,
} from "../../../game/src/shared/wire/index.js";
import { BOTTLES, createWoods, isShared, type Woods } from "../../test/stand-in/woods.js";
import { createWoodsReader, type WoodsReader } from "../../test/stand-in/woods-reader.js";
import { NOTHING_HELD, type Held } from "./experience-state.js";
import { formatPlace, isWhole } from "./place.js";
import { readServerMessage, type StateMessage } from "./server-message.js";
import { takeMessage } from "./take-message.js";

const ME = "ada";

const place = fc.constantFrom("glade", "pond", "mill");
const bottle = fc.integer({ min: 1, max: BOTTLES }).map((number) => `bottle-${number}`);
const action: fc.Arbitrary<ActionWire> = fc.oneof(
	bottle.map((item): ActionWire => ({ action: "take", item })),
	bottle.map((item): ActionWire => ({ action: "drop", item })),
	place.map((location): ActionWire => ({ action: "move", location })),
);
const acting = fc.record({
	does: fc.constant("act" as const),
	who: fc.constantFrom(ME, ME, "bo", "cy"),
	action,
});
const narrating = fc.record({ does: fc.constant("narrate" as const), who: fc.constantFrom(ME, "bo") });
const telling = fc.record({
	does: fc.constant("tell" as const),
	limits: fc.record({ user: fc.nat(3), shared: fc.nat(3) }),
	/** Whether the same comes twice. */
	again: fc.boolean(),
	/** Messages after which the connection is cut; more than there are is no cut. */
	cutAfter: fc.constantFrom(0, 1, 2, 3, 99, 99, 99),
});
const losing = fc.record({
	does: fc.constant("lose" as const),
	topic: fc.constantFrom("shared" as const, { userId: ME }),
});

const peaceful = fc.array(
	fc.oneof(
		{ weight: 8, arbitrary: acting },
		{ weight: 2, arbitrary: narrating },
		{ weight: 5, arbitrary: telling },
	),
	{ maxLength: 60 },
);
const anything = fc.array(
	fc.oneof(
		{ weight: 8, arbitrary: acting },
		{ weight: 2, arbitrary: narrating },
		{ weight: 5, arbitrary: telling },
		{ weight: 1, arbitrary: losing },
	),
	{ maxLength: 60 },
);
type Step = typeof anything extends fc.Arbitrary<readonly (infer T)[]> ? T : never;

/** A client that takes what a reader of the woods tells, and comes back from its cursor. */
function createClient(woods: Woods) {
	let held: Held = NOTHING_HELD;
	let reader: WoodsReader | undefined;
	const connect = (): WoodsReader =>
		createWoodsReader(woods, ME, isWhole(held.place) ? formatPlace(held.place) : undefined);

	function take(messages: readonly object[]): void {
		for (const message of messages) {
			held = takeMessage(held, readServerMessage(JSON.stringify(message)) as StateMessage);
		}
	}

	return {
		held: () => held,
		tell({ limits, again, cutAfter }: Extract<Step, { does: "tell" }>) {
			reader ??= connect();
			const messages = reader.pull(limits);
			take(messages.slice(0, cutAfter));
			// What is fresh replaces; only what is told once can come twice.
			if (again && messages.every((message) => "changes" in message || "quest" in message)) {
				take(messages.slice(0, cutAfter));
			}
			if (cutAfter < messages.length) reader = undefined;
		},
		finish() {
			reader ??= connect();
			take(reader.pull());
			take(reader.pull());
			return held;
		},
	};
}

function run(steps: readonly Step[]) {
	const woods = createWoods();
	const client = createClient(woods);
	const pieces = new Map<string, number>();
	for (const step of steps) {
		if (step.does === "act") woods.act(step.who, step.action);
		else if (step.does === "lose") woods.forget(step.topic);
		else if (step.does === "tell") client.tell(step);
		else {
			const index = pieces.get(step.who) ?? 0;
			pieces.set(step.who, index + 1);
			const message_id = `m${Math.floor(index / 3)}`;
			woods.narrate(step.who, { message_id, text: `${index} `, index: index % 3, done: index % 3 === 2 });
		}
	}
	return { woods, held: client.finish() };
}

const byId = (items: readonly ItemWire[]): readonly ItemWire[] =>
	items.toSorted((a, b) => a.id.localeCompare(b.id));
const sorted = (world: SharedWorldWire | undefined) =>
	world?.locations.map(({ items, ...location }) => ({ ...location, items: byId(items) }));

function expectTruth(woods: Woods, held: Held): void {
	const { inventory, ...view } = woods.view(ME);
	expect({ ...held.view, inventory: byId(held.view?.inventory ?? []) }).toEqual({
		...view,
		inventory: byId(inventory),
	});
	expect(sorted(held.world)).toEqual(sorted(woods.world()));
	const cursors = held.updates.map(({ cursor }) => cursor);
	expect(new Set(cursors).size).toBe(cursors.length);
}

describe("takeMessage", () => {
	it("[XP1] holds the truth through any cuts, repetitions and orders of the two topics, each update once", () => {
		fc.assert(
			fc.property(peaceful, (steps) => {
				const first = { does: "tell", limits: { user: 9, shared: 9 }, again: false, cutAfter: 99 } as const;
				const { woods, held } = run([first, ...steps]);
				expectTruth(woods, held);
				const isOwn = (update: WorldUpdateWire | QuestUpdateWire): boolean =>
					update.type === "quest_update" || update.changes.some((change) => !isShared(change));
				const own = held.updates.map(({ update }) => update).filter(isOwn);
				const trueOwn = woods.userTopic(ME).entries.filter(({ type }) => type !== "content");
				expect(own.map(({ type, timestamp }) => [type, timestamp])).toEqual(
					trueOwn.map(({ type, timestamp }) => [type, timestamp]),
				);
				const shared = held.updates.map(({ update }) => update).filter((update) => !isOwn(update));
				const trueShared = woods.sharedTopic().entries.map(({ changes }) => ({ changes }));
				expect(shared).toMatchObject(trueShared);
				const said = woods.userTopic(ME).entries.filter((entry) => entry.type === "content");
				expect(held.narrations.map(({ text }) => text).join("")).toBe(said.map(({ text }) => text).join(""));
				expect(held.narrations.every(({ hasGaps }) => !hasGaps)).toBe(true);
			}),
			{ numRuns: 1_000 },
		);
	});

	it("[XP2] holds the truth again wherever a history was lost", () => {
		fc.assert(
			fc.property(anything, (steps) => {
				const { woods, held } = run(steps);
				expectTruth(woods, held);
			}),
			{ numRuns: 1_000 },
		);
	});

	it("[XP2] asks for all anew where it was cut off between a fresh view and the world that goes with it", () => {
		const woods = createWoods();
		const client = createClient(woods);
		const all = { does: "tell", limits: { user: 9, shared: 9 }, again: false, cutAfter: 99 } as const;
		client.tell(all);
		woods.act(ME, { action: "take", item: "bottle-1" });
		woods.forget({ userId: ME });
		client.tell({ ...all, cutAfter: 0 });
		client.tell({ ...all, cutAfter: 3 });
		expect(client.held().view?.inventory).toHaveLength(1);
		expectTruth(woods, client.finish());
	});

	it("[XP1] keeps what others did from bringing back what the player took since", () => {
		const woods = createWoods();
		woods.act("bo", { action: "take", item: "bottle-1" });
		const reader = createWoodsReader(woods, ME, undefined);
		const told = (messages: readonly object[], held: Held): Held =>
			messages.reduce<Held>(
				(next, message) => takeMessage(next, readServerMessage(JSON.stringify(message)) as StateMessage),
				held,
			);
		let held = told(reader.pull(), NOTHING_HELD);
		woods.act("bo", { action: "drop", item: "bottle-1" });
		woods.act(ME, { action: "take", item: "bottle-1" });
		held = told(reader.pull({ user: 9, shared: 0 }), held);
		expect(held.view?.inventory.map(({ id }) => id)).toEqual(["bottle-1"]);
		held = told(reader.pull(), held);
		expect(held.world?.locations.flatMap(({ items }) => items).some(({ id }) => id === "bottle-1")).toBe(
			false,
		);
	});

	it("[XP3] says of an update what it removed, by name", () => {
		const { held } = run([
			{ does: "tell", limits: { user: 1, shared: 1 }, again: false, cutAfter: 99 },
			{ does: "act", who: "bo", action: { action: "take", item: "bottle-1" } },
			{ does: "act", who: ME, action: { action: "take", item: "bottle-4" } },
		]);
		expect(held.updates.map(({ removed }) => removed.map(({ name }) => name))).toEqual([
			[],
			[],
			["Dream 1"],
			["Dream 4"],
		]);
	});

	it("[XP4] forgets everything of one user where another one is connected", () => {
		const { held } = run([
			{ does: "act", who: ME, action: { action: "take", item: "bottle-1" } },
			{ does: "tell", limits: { user: 9, shared: 9 }, again: false, cutAfter: 99 },
		]);
		expect(takeMessage(held, { type: "connected", userId: "bo" })).toEqual({ ...NOTHING_HELD, userId: "bo" });
		expect(takeMessage(held, { type: "connected", userId: ME })).toBe(held);
	});

	it("[XP3] says of a narration that pieces of it were lost", () => {
		const woods = createWoods();
		const client = createClient(woods);
		const all = { does: "tell", limits: { user: 9, shared: 9 }, again: false, cutAfter: 99 } as const;
		client.tell(all);
		woods.narrate(ME, { message_id: "m", text: "The first, ", index: 0, done: false });
		client.tell(all);
		expect(client.held().narrations).toMatchObject([{ text: "The first, ", isDone: false, hasGaps: false }]);
		woods.narrate(ME, { message_id: "m", text: "lost, ", index: 1, done: false });
		woods.forget({ userId: ME });
		client.tell(all);
		expect(client.held().narrations).toMatchObject([{ isDone: false, hasGaps: true }]);
		woods.narrate(ME, { message_id: "m", text: "the last.", index: 2, done: true });
		expect(client.finish().narrations).toMatchObject([
			{ text: "The first, the last.", isDone: true, hasGaps: true, pieces: 3 },
		]);
	});
});
