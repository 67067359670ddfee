import { describe, expect, it } from "vitest";
import { LogError } from "./log-error.js";
import { planBatch, type BatchContext, type LogOperation } from "./plan-batch.js";
import type { TopicState } from "./topic-state.js";

function context(state: TopicState | undefined, maxEntries = 100): BatchContext {
	return {
		now: 50,
		retention: () => ({ maxEntries, maxBytes: 1000, maxAgeSeconds: 1000, trimsUncheckpointed: true }),
		epoch: () => "e",
		state: () => state,
		peek: () => ({ at: 40, bytes: 2 }),
	};
}

function append(topic: string, ...data: readonly string[]): LogOperation {
	return { kind: "append", topic, entries: data.map((text) => ({ type: "t", data: text })) };
}

const HELD: TopicState = { oldest: 3, swept: 2, head: 5, bytes: 6 };

describe("planning a batch", () => {
	it("[LG5] puts the operations of a topic one after another into one change", () => {
		const { changes, outcomes } = planBatch(
			[
				append("a", "1", "2"),
				{ kind: "checkpoint", topic: "a", checkpoint: { offset: 6, value: "s" } },
				append("a", "3"),
			],
			context(HELD),
		);
		expect(outcomes).toEqual([7, 6, 8]);
		expect(changes).toEqual([
			{
				topic: "a",
				before: HELD,
				after: { oldest: 3, swept: 3, head: 8, bytes: 12, checkpoint: 6 },
				entries: [6, 7, 8].map((offset) => ({ offset, type: "t", at: 50, data: String(offset - 5) })),
				checkpoint: { offset: 6, value: "s" },
			},
		]);
	});

	it("[LG9] leaves out an operation that is refused, and topics that nothing else touches", () => {
		const { changes, outcomes } = planBatch(
			[{ kind: "checkpoint", topic: "a", checkpoint: { offset: 6, value: "" } }],
			context(HELD),
		);
		expect(outcomes[0]).toBeInstanceOf(LogError);
		expect(changes).toEqual([]);
	});

	it("[LG8] lets entries of the batch itself go, which are erased a commit later", () => {
		const [change] = planBatch([append("a", "1", "2", "3")], context(HELD, 2)).changes;
		expect(change!.after).toEqual({ oldest: 7, swept: 3, head: 8, bytes: 4 });
		expect(change!.entries.map(({ offset }) => offset)).toEqual([6, 7, 8]);
	});

	it("begins a topic at 1", () => {
		expect(planBatch([append("a", "1")], context(undefined)).outcomes).toEqual([1]);
	});
});
