import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { MessageWire } from "../../../game/src/shared/wire/index.js";
import { planTaking } from "./plan-taking.js";
import type { Arrival } from "./plan-taking.js";
import { planAnswer, planCancel, planDirect, serverFold, standingOf } from "./server-state.js";
import type { ServerEntry, ServerState } from "./server-state.js";
import { ANSWERS, GONE_MESSAGES, MESSAGE_SECONDS, QUEUE_CLASSES } from "./talk-limits.js";
import { claim, message, npc, player } from "./testing/test-talk.js";
import { echo } from "./testing/test-mind.js";
import { mindRequest } from "./mind-request.js";
import { emptyTalk } from "./talk-state.js";

function folded(entries: readonly ServerEntry[], state = serverFold.empty()): ServerState {
	for (const entry of entries) serverFold.apply(state, JSON.parse(JSON.stringify(entry)) as ServerEntry);
	return state;
}
const nobody = () => ({ urgent: 0, conversation: 0, background: 0 });
const arrival = (messages: readonly MessageWire[], given: Partial<Arrival> = {}): Arrival => ({
	messages,
	world: "w",
	now: 1_000,
	waiting: nobody(),
	...given,
});
const taken = (...messages: MessageWire[]) =>
	folded(planTaking(serverFold.empty(), arrival(messages)).entries);
const answer = (id: string) => echo(mindRequest(emptyTalk(), message(id)));
const answered = (state: ServerState, id: string) => folded(planAnswer(state, id, answer(id)).entries, state);

describe("the messages of a server", () => {
	it("[MS11] are taken once, within a batch and later, however they stand", () => {
		const state = taken(message("a"), message("b"), message("c"));
		answered(state, "a");
		folded(planCancel(state, ["b"]).entries, state);
		const again = planTaking(state, arrival(["a", "b", "c", "d", "d"].map((id) => message(id))));
		expect(again.entries).toMatchObject([{ type: "message", data: { message: { id: "d" } } }]);
		expect(again.result.answer.accepted.map(({ id }) => id)).toEqual(["a", "b", "c", "d", "d"]);
		expect(again.result.answer.refused).toEqual([]);
	});

	it("[MS13] find as much room as their class has, and are told how many are before them", () => {
		const waiting = { ...nobody(), urgent: QUEUE_CLASSES.urgent.waiting - 1 };
		const { result } = planTaking(
			serverFold.empty(),
			arrival([message("a"), message("b"), message("c", { priority: "conversation" })], { waiting }),
		);
		expect(result.answer.accepted).toEqual([
			{ id: "a", queue: "urgent", depth: 99 },
			{ id: "c", queue: "conversation", depth: 0 },
		]);
		expect(result.answer.refused).toEqual([{ id: "b", reason: "queue_full", retryAfter: 0.5 }]);
		expect(result.refused.map(({ id }) => id)).toEqual(["b"]);
	});

	it("[MS20] are answered once, by the first", () => {
		const state = taken(message("a", { npcId: "n", clusterId: "k" }));
		const first = planAnswer(state, "a", answer("a"));
		expect(first.entries).toEqual([
			{ type: "answer", data: { messageId: "a", npcId: "n", clusterId: "k", ...answer("a") } },
		]);
		folded(first.entries, state);
		expect(planAnswer(state, "a", answer("other"))).toEqual({ entries: [], result: undefined });
		expect(standingOf(state, "a")).toMatchObject({ messageId: "a", content: answer("a").content });
		expect(planAnswer(state, "unheard-of", answer("a")).entries).toEqual([]);
	});

	it("[MS15] that are given up are not answered any more", () => {
		const state = taken(message("a"), message("b"));
		const plan = planCancel(state, ["b", "b", "none"]);
		expect(plan.result).toEqual(["b"]);
		folded(plan.entries, state);
		expect(standingOf(state, "b")).toBe("gone");
		expect(planAnswer(state, "b", answer("b")).entries).toEqual([]);
		expect(planCancel(state, ["b"]).entries).toEqual([]);
		expect(planDirect(state, { message: message("b"), world: "w", now: 1 })).toEqual({
			entries: [],
			result: "gone",
		});
	});

	it("[MS22] that are asked past the queue are taken like others", () => {
		const fresh = planDirect(serverFold.empty(), { message: message("a"), world: "w", now: 5 });
		expect(fresh.entries).toHaveLength(1);
		const state = folded(fresh.entries);
		expect(planDirect(state, { message: message("a"), world: "w", now: 6 })).toEqual({
			entries: [],
			result: state.pending.get("a"),
		});
		answered(state, "a");
		expect(planDirect(state, { message: message("a"), world: "w", now: 7 }).result).toMatchObject({
			messageId: "a",
			generatedBy: "test",
		});
	});

	it("[MS14] for which nobody waits any more are given up when others come", () => {
		const state = taken(message("old"));
		folded(planTaking(state, arrival([message("new")], { now: 1_000 + MESSAGE_SECONDS })).entries, state);
		expect([standingOf(state, "old"), standingOf(state, "new")]).toEqual(["gone", "pending"]);
	});

	it("[MS8] of an erased user, or that tell of one, are given up; answers, which may name them, too", () => {
		const max = player("77", "Max");
		const { context } = message("x");
		const state = taken(
			message("sent", { sender: max }),
			message("among", { context: { ...context, members: [npc("a"), max] } }),
			message("heard", {
				context: { ...context, recentMessages: [{ speaker: max, content: "canary", at: 1 }] },
			}),
			message("claimed", { context: { ...context, cluster: claim([max], 1) } }),
			message("free"),
			message("done"),
		);
		answered(state, "done");
		folded([{ type: "erased", data: { userId: "77" } }], state);
		expect([...state.pending.keys()]).toEqual(["free"]);
		for (const id of ["sent", "among", "heard", "claimed", "done"])
			expect(standingOf(state, id)).toBe("gone");
		expect(serverFold.dump(state)).not.toMatch(/Max|canary|"77"/);
	});

	it("[MS6] are bounded, however many come", () => {
		const state = serverFold.empty();
		for (let at = 0; at < ANSWERS + GONE_MESSAGES + 500; at += 1) {
			folded(planTaking(state, arrival([message(`m${at}`)], { now: at })).entries, state);
			if (at % 2 === 0) answered(state, `m${at}`);
		}
		expect(state.answers.size).toBe(ANSWERS);
		expect(state.gone.list()).toHaveLength(GONE_MESSAGES);
		expect(state.pending.size).toBeLessThanOrEqual(MESSAGE_SECONDS);
	});

	it("[MS5] are the same after they were put aside, whatever became of them", () => {
		const step = fc.tuple(
			fc.constantFrom("take", "answer", "cancel", "direct", "erase"),
			fc.integer({ min: 0, max: 8 }),
		);
		fc.assert(
			fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
				let state = serverFold.empty();
				const answers = new Map<string, number>();
				for (const [at, [what, number]] of steps.entries()) {
					const id = `m${number}`;
					const one = message(id, { sender: player(String(number % 3)) });
					const now = at * 10;
					const entries: readonly ServerEntry[] = {
						take: () => planTaking(state, arrival([one], { now })).entries,
						answer: () => planAnswer(state, id, answer(id)).entries,
						cancel: () => planCancel(state, [id]).entries,
						direct: () => planDirect(state, { message: one, world: "w", now }).entries,
						erase: (): ServerEntry[] => [{ type: "erased", data: { userId: String(number % 3) } }],
					}[what]();
					for (const { type } of entries) if (type === "answer") answers.set(id, (answers.get(id) ?? 0) + 1);
					folded(entries, state);
					const again = serverFold.load(serverFold.dump(state));
					expect(serverFold.dump(again)).toBe(serverFold.dump(state));
					state = again;
				}
				expect([...answers.values()].filter((count) => count !== 1)).toEqual([]);
			}),
			{ numRuns: 150 },
		);
	});
});
