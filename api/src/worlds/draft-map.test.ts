import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { diffWorlds } from "./change-tracker.js";
import { draftMap } from "./draft-map.js";
import { PatchedMap } from "./patched-map.js";
import { EMPTY_WORLD } from "./world.js";

interface Thing {
	readonly id: string;
	readonly value: number;
}

const KEYS = Array.from({ length: 300 }, (_, index) => `thing-${index}`);

function thingsOf(keys: readonly string[]): Map<string, Thing> {
	return new Map(keys.map((id) => [id, { id, value: 0 }]));
}

/** A tick: values to set, and keys to delete where there is none. */
const tick = fc.array(
	fc.record({ id: fc.constantFrom(...KEYS), value: fc.option(fc.nat(3), { freq: 20 }) }),
	{
		maxLength: 4,
	},
);

describe("draftMap", () => {
	it("[SN14] is the original itself where nothing changed", () => {
		const original = thingsOf(["a"]);
		const draft = draftMap(original);
		draft.set("a", original.get("a")!);
		draft.delete("b");
		expect(draft.get("a")).toEqual({ id: "a", value: 0 });
		expect(draft.result()).toBe(original);
	});

	it("[SN14] shares all but the changed few, and copies where a key comes or goes or many change", () => {
		const original = thingsOf(KEYS);
		const changed = (keys: readonly string[]) => {
			const draft = draftMap(original);
			for (const id of keys) draft.set(id, { id, value: 1 });
			return draft.result();
		};
		expect(changed(KEYS.slice(0, 37))).toBeInstanceOf(PatchedMap);
		expect(changed(KEYS.slice(0, 38))).toBeInstanceOf(Map);
		expect(changed(["another"])).toBeInstanceOf(Map);
	});

	it("[SN14] changes as a map does, tick after tick, in its order, and leaves every earlier one as it was", () => {
		fc.assert(
			fc.property(fc.array(tick, { maxLength: 12 }), (ticks) => {
				let current: ReadonlyMap<string, Thing> = thingsOf(KEYS.slice(0, 290));
				const expected = new Map(current);
				const seen: [ReadonlyMap<string, Thing>, [string, Thing][]][] = [];
				for (const steps of ticks) {
					const draft = draftMap(current);
					for (const { id, value } of steps) {
						if (value === null) {
							draft.delete(id);
							expected.delete(id);
						} else {
							const thing = { id, value };
							draft.set(id, thing);
							expected.set(id, thing);
						}
						expect(draft.get(id)).toBe(expected.get(id));
					}
					current = draft.result();
					seen.push([current, [...expected]]);
				}
				for (const [map, entries] of seen) {
					expect([...map]).toEqual(entries);
					expect([...map.keys()]).toEqual(entries.map(([key]) => key));
					expect([...map.values()]).toEqual(entries.map(([, value]) => value));
					expect(map.size).toBe(entries.length);
					for (const id of KEYS) expect(map.has(id)).toBe(map.get(id) !== undefined);
				}
			}),
		);
	});

	it("[SN14] tells the same changes whether or not two states share a base", () => {
		fc.assert(
			fc.property(fc.array(tick, { minLength: 2, maxLength: 8 }), (ticks) => {
				const states = ticks.reduce<ReadonlyMap<string, Thing>[]>(
					(all, steps) => {
						const draft = draftMap(all.at(-1)!);
						for (const { id, value } of steps) {
							if (value !== null && draft.get(id)) draft.set(id, { id, value });
						}
						return [...all, draft.result()];
					},
					[thingsOf(KEYS)],
				);
				const [before, after] = [states[1]!, states.at(-1)!];
				const diff = (from: ReadonlyMap<string, Thing>, to: ReadonlyMap<string, Thing>) => {
					const { resources } = diffWorlds(
						{ ...EMPTY_WORLD, resources: from },
						{ ...EMPTY_WORLD, resources: to },
					);
					return (resources?.updated ?? []).map((change) => JSON.stringify(change)).sort();
				};
				expect(diff(before, after)).toEqual(diff(new Map(before), new Map(after)));
				expect(diff(after, before)).toEqual(diff(new Map(after), new Map(before)));
			}),
		);
	});
});
