import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { heardSource, judgePayload, silentSources } from "./sources.js";
import type { Source } from "./sources.js";

function place(seq: number, epoch = "a") {
	return { serverId: "s1", epoch, seq };
}

function arrival(seq: number, epoch = "a", timestamp = 100) {
	return { place: place(seq, epoch), timestamp };
}

function heard(...places: readonly { epoch: string; seq: number }[]): Source {
	let source: Source | undefined;
	for (const { epoch, seq } of places) source = heardSource(source, arrival(seq, epoch), 0);
	return source!;
}

describe("the place of a payload in its sender's sequence", () => {
	it("[SN20] is taken when it is the next, whatever its kind", () => {
		const source = heard(place(4));
		for (const kind of ["full", "delta", "cluster_update"] as const) {
			expect(judgePayload(source, arrival(5), kind)).toBe("take");
		}
	});

	it("[SN20] was taken before where it is not newer", () => {
		const source = heard(place(4));
		for (const kind of ["full", "delta", "cluster_update"] as const) {
			expect(judgePayload(source, arrival(4), kind)).toBe("duplicate");
			expect(judgePayload(source, arrival(1), kind)).toBe("duplicate");
		}
	});

	it("[SN20] after a gap needs a full snapshot, which may follow any gap", () => {
		const source = heard(place(4));
		expect(judgePayload(source, arrival(6), "delta")).toBe("need_full");
		expect(judgePayload(source, arrival(6), "cluster_update")).toBe("need_full");
		expect(judgePayload(source, arrival(60), "full")).toBe("take");
	});

	it("[SN20] needs a full snapshot of a server or epoch that is not known", () => {
		expect(judgePayload(undefined, arrival(1), "delta")).toBe("need_full");
		expect(judgePayload(undefined, arrival(1), "full")).toBe("take");
		expect(judgePayload(heard(place(4)), arrival(1, "b"), "delta")).toBe("need_full");
		expect(judgePayload(heard(place(4)), arrival(1, "b"), "full")).toBe("take");
	});

	it("[SN20] of an epoch that a newer one replaced was taken before", () => {
		const source = heard(place(4, "a"), place(1, "b"));
		expect(judgePayload(source, arrival(5, "a"), "full")).toBe("duplicate");
		expect(judgePayload(source, arrival(2, "b"), "delta")).toBe("take");
	});

	it("[SN20] of an epoch before the one that is known starts none, though it never came until now", () => {
		const source = heardSource(undefined, arrival(1, "b", 100), 0);
		expect(judgePayload(source, arrival(7, "a", 99), "full")).toBe("duplicate");
		expect(judgePayload(source, arrival(1, "c", 100), "full")).toBe("take");
		expect(judgePayload(heardSource(source, arrival(2, "b", 50), 0), arrival(1, "a", 99), "full")).toBe(
			"duplicate",
		);
	});

	it("[SN20] is remembered of the sixteen epochs before", () => {
		const epochs = Array.from({ length: 20 }, (_, index) => place(1, `e${index}`));
		const source = heard(...epochs);
		expect(source.replaced).toHaveLength(16);
		expect(judgePayload(source, arrival(9, "e18"), "delta")).toBe("duplicate");
		expect(judgePayload(source, arrival(9, "e3"), "full")).toBe("duplicate");
		expect(judgePayload(source, arrival(9, "e2"), "delta")).toBe("need_full");
	});

	it("[SN20] does not count for clients that do not number their payloads", () => {
		expect(judgePayload(undefined, { timestamp: 5 }, "delta")).toBe("take");
		expect(heardSource(undefined, { timestamp: 5 }, 7)).toEqual({
			seq: 0,
			replaced: [],
			timestamp: 5,
			heardAt: 7,
		});
	});

	it("[SN20] is never taken twice, and a delta only right after what it follows", () => {
		const step = fc.record({
			epoch: fc.constantFrom("a", "b", "c"),
			seq: fc.nat(6),
			kind: fc.constantFrom("full", "delta", "cluster_update"),
		});
		fc.assert(
			fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
				const taken = new Set<string>();
				let source: Source | undefined;
				let last: string | undefined;
				for (const { epoch, seq, kind } of steps) {
					if (judgePayload(source, arrival(seq, epoch), kind) !== "take") continue;
					expect(taken).not.toContain(`${epoch}:${seq}`);
					if (kind !== "full") expect(last).toBe(`${epoch}:${seq - 1}`);
					last = `${epoch}:${seq}`;
					taken.add(last);
					source = heardSource(source, arrival(seq, epoch), 0);
				}
			}),
		);
	});
});

describe("silent sources", () => {
	it("[WD7] are those not heard for longer than the timeout", () => {
		const sources = new Map([
			["loud", { seq: 1, replaced: [], timestamp: 1, heardAt: 100 }],
			["quiet", { seq: 1, replaced: [], timestamp: 1, heardAt: 10 }],
			["edge", { seq: 1, replaced: [], timestamp: 1, heardAt: 50 }],
		]);
		expect(silentSources(sources, 110, 60)).toEqual(["quiet"]);
		expect(silentSources(sources, 111, 60)).toEqual(["quiet", "edge"]);
	});
});
