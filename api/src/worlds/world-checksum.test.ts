import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { entityChecksum, type SummedEntity, worldChecksum } from "./world-checksum.js";

const coordinate = fc.double({ min: -1e6, max: 1e6, noNaN: true });
const entity: fc.Arbitrary<SummedEntity> = fc.record(
	{
		id: fc.string({ unit: "grapheme" }),
		type: fc.constantFrom("npc", "player"),
		position: fc.record({ x: coordinate, y: coordinate, z: coordinate }),
	},
	{ requiredKeys: ["id", "type"] },
);

/** The same by another way: the bytes put together whole, then hashed with big integers. */
function plainHash({ id, type, position }: SummedEntity): number {
	const place = Buffer.alloc(position ? 12 : 0);
	if (position)
		[position.x, position.y, position.z].forEach((v, i) => place.writeFloatLE(Math.fround(v) + 0, 4 * i));
	const bytes = Buffer.concat([Buffer.from(`${id}\0${type}\0`), place]);
	return Number(
		bytes.reduce((hash, byte) => ((hash ^ BigInt(byte)) * 0x01000193n) & 0xffffffffn, 0x811c9dc5n),
	);
}

describe("the checksum of a world", () => {
	it("[WD20] is a known number for a known world", () => {
		const world: SummedEntity[] = [
			{ id: "npc-1", type: "npc", position: { x: 1.5, y: -2, z: 0.1 } },
			{ id: "Zoë 🦊", type: "player" },
		];
		expect(world.map(entityChecksum)).toEqual(world.map(plainHash));
		expect(worldChecksum(world)).toBe(1172582610);
		expect(worldChecksum([])).toBe(0);
	});

	it("[WD20] sums what FNV-1a makes of each entity, in any order", () => {
		fc.assert(
			fc.property(fc.array(entity, { maxLength: 20 }), (world) => {
				const expected = world.reduce((sum, one) => (sum + plainHash(one)) % 2 ** 32, 0);
				expect(worldChecksum(world)).toBe(expected);
				expect(worldChecksum(world.toReversed())).toBe(expected);
			}),
		);
	});

	it.each<[string, SummedEntity]>([
		["another id", { id: "b", type: "npc", position: { x: 1, y: 2, z: 3 } }],
		["another type", { id: "a", type: "player", position: { x: 1, y: 2, z: 3 } }],
		["another place", { id: "a", type: "npc", position: { x: 1, y: 3, z: 2 } }],
		["no place", { id: "a", type: "npc" }],
		["the place of nobody who stands at 0", { id: "a", type: "npc", position: { x: 0, y: 0, z: 0 } }],
	])("[WD20] is another for %s", (_, other) => {
		expect(entityChecksum(other)).not.toBe(
			entityChecksum({ id: "a", type: "npc", position: { x: 1, y: 2, z: 3 } }),
		);
	});

	it("[WD20] takes -0 for 0, and a number for its float32", () => {
		const at = (x: number) => entityChecksum({ id: "a", type: "npc", position: { x, y: 0, z: 0 } });
		expect(at(-0)).toBe(at(0));
		expect(at(-1e-60)).toBe(at(0));
		expect(at(0.1)).toBe(at(Math.fround(0.1)));
	});

	it("[WD20] is the same for text that is no proper Unicode, before and after JSON", () => {
		const odd = { id: "a\ud800é", type: "npc" };
		expect(entityChecksum(JSON.parse(JSON.stringify(odd)) as SummedEntity)).toBe(entityChecksum(odd));
	});
});
