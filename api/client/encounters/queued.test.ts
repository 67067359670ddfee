import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RoomCommand } from "../../src/encounters/encounters.js";
import {
	isUnsettled,
	type Queued,
	withAsked,
	withFate,
	withKept,
	withoutQueued,
	withTold,
} from "./queued.js";

const body: RoomCommand = { type: "act", action: { type: "end", entityId: "hero" } };
const NO = { ok: false, code: "illegal", reason: "No." } as const;

const fates = (queued: Queued) => queued.map(({ id, fate }) => `${id} ${fate}`);

describe("what waits for the DM", () => {
	it("[EP19] is asked, waits, and is done or refused with a reason", () => {
		let queued = withAsked(withAsked([], { id: "1", body }), { id: "2", body });
		expect(fates(queued)).toEqual(["1 asked", "2 asked"]);
		queued = withKept(withKept(queued, "1"), "2");
		expect(fates(queued)).toEqual(["1 waiting", "2 waiting"]);
		queued = withFate(withFate(queued, "1", { ok: true }), "2", NO);
		expect(queued).toMatchObject([{ fate: "done" }, { fate: "refused", reason: "No." }]);
		expect(fates(withAsked(queued, { id: "3", body }))).toEqual(["3 asked"]);
		expect(queued.filter(isUnsettled)).toEqual([]);
	});

	it("[EP19] that never was kept is not shown", () => {
		expect(withoutQueued(withAsked([], { id: "1", body }), "1")).toEqual([]);
	});

	it("[EP19] is known from the server where it was left by another page", () => {
		const own = withAsked([], { id: "2", body });
		const told = withTold(own, [
			{ id: "1", command: body },
			{ id: "2", command: body },
		]);
		expect(fates(told)).toEqual(["2 waiting", "1 waiting"]);
		expect(withTold(told, [])).toEqual(told);
	});

	it("[EP19] is settled once, whatever is told of it when", () => {
		const step = fc.record({
			kind: fc.constantFrom("ask", "keep", "done", "no", "told"),
			id: fc.constantFrom("1", "2", "3"),
		});
		fc.assert(
			fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
				let queued: Queued = [];
				for (const { kind, id } of steps) {
					const before = queued;
					if (kind === "ask") queued = withAsked(queued, { id, body });
					else if (kind === "keep") queued = withKept(queued, id);
					else if (kind === "told") queued = withTold(queued, [{ id, command: body }]);
					else queued = withFate(queued, id, kind === "done" ? { ok: true } : NO);
					expect(new Set(queued.map((one) => one.id)).size).toBe(queued.length);
					// Nothing that still waits is lost, and nothing that is settled changes but by being asked anew.
					for (const one of before) {
						const now = queued.find((other) => other.id === one.id);
						if (isUnsettled(one)) expect(now).toBeDefined();
						else if (now && kind !== "ask") expect(now).toEqual(one);
					}
				}
			}),
		);
	});
});
