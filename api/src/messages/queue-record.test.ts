import { describe, expect, it } from "vitest";
import { createQueueRecord } from "./queue-record.js";

describe("the record of a queue", () => {
	it("[MS23] counts what became of messages by class, and which were answered late", () => {
		const record = createQueueRecord();
		record.answered("urgent", 0.4);
		record.answered("urgent", 0.6);
		record.failed("urgent");
		record.refused("background");
		expect(record.of("urgent")).toMatchObject({ answered: 2, late: 1, failed: 1, refused: 0 });
		expect(record.of("background")).toEqual({
			answered: 0,
			late: 0,
			failed: 0,
			refused: 1,
			latency: { p50: null, p95: null },
		});
	});

	it("[MS23] knows quantiles of the last latencies, and tells each", () => {
		const record = createQueueRecord();
		const told: number[] = [];
		record.onLatency((_priority, seconds) => told.push(seconds));
		for (let at = 0; at < 500; at += 1) record.answered("conversation", at);
		expect(record.of("conversation").latency).toEqual({ p50: 400, p95: 490 });
		expect(told).toHaveLength(500);
	});
});
