import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
	bytesOfBase64,
	MalformedMoves,
	type Move,
	packMoves,
	type Position,
	unpackMoves,
} from "./packed-moves.js";

const rounded = ({ x, y, z }: Position): Position => ({
	x: Math.fround(x) + 0,
	y: Math.fround(y) + 0,
	z: Math.fround(z) + 0,
});
const byCodeUnits = (a: { readonly id: string }, b: { readonly id: string }): number =>
	a.id < b.id ? -1 : 1;

const coordinate = fc.oneof(
	fc.double({ noNaN: true, noDefaultInfinity: true }),
	fc.double({ min: -2000, max: 2000, noNaN: true }),
	fc.constantFrom(0, -0, -1e-60, 1e30),
);
const position = fc.record({ x: coordinate, y: coordinate, z: coordinate });

/** Entities with where they were and, for some, where they went. */
const tick = fc.uniqueArray(
	fc.record({
		id: fc.string({ unit: "binary", maxLength: 6 }),
		before: fc.option(position, { nil: undefined }),
		after: fc.option(position, { nil: undefined }),
	}),
	{ selector: ({ id }) => id, maxLength: 200 },
);

describe("packed moves", () => {
	it("[WD21] give back every move as float32, by rank", () => {
		fc.assert(
			fc.property(tick, (entities) => {
				const ids = entities.map(({ id }) => id).sort();
				const old = new Map(entities.map(({ id, before }) => [id, before]));
				const moves: Move[] = entities.flatMap(({ id, after }) => (after ? [{ id, position: after }] : []));
				const context = { ids, before: (id: string) => old.get(id) };
				const bytes = packMoves(moves, context);
				const expected = moves
					.map(({ id, position: at }) => ({ id, position: rounded(at) }))
					.sort(byCodeUnits);
				expect(unpackMoves(bytes, context)).toEqual(expected);
			}),
		);
	});

	it("[WD21] are unpacked the same by who holds float32 numbers, or took them from JSON", () => {
		fc.assert(
			fc.property(position, position, (from, to) => {
				const ids = ["a"];
				const bytes = packMoves([{ id: "a", position: to }], { ids, before: () => from });
				const [move] = unpackMoves(bytes, { ids, before: () => from });
				for (const held of [rounded(from), JSON.parse(JSON.stringify(from)) as Position]) {
					expect(unpackMoves(bytes, { ids, before: () => held })).toEqual([move]);
				}
			}),
		);
	});

	it("[WD21] are the bytes they are said to be", () => {
		const ids = Array.from({ length: 400 }, (_, i) => `n${String(i).padStart(3, "0")}`);
		const places: Record<string, Position> = { n001: { x: 1, y: 5, z: 100 }, n399: { x: 0, y: 0, z: 0 } };
		const bytes = packMoves(
			[
				{ id: "n399", position: { x: 0, y: 0, z: 1 } },
				{ id: "n001", position: { x: 1.0001, y: 5, z: 101 } },
			],
			{ ids, before: (id) => places[id] },
		);
		expect(Buffer.from(bytes).toString("hex")).toBe(
			// Rank 1: gap 1, x two bytes (0x0347), z three (0x020000).
			["01", "21", "4703", "000002"].join("") +
				// Rank 399: gap 397 as a varint, z four (0x3f800000).
				["8d03", "30", "0000803f"].join(""),
		);
	});

	it("[WD21] of a walk take less than half of what three float32 and a rank do", () => {
		const ids = Array.from({ length: 1000 }, (_, i) => `npc-${i}`).sort();
		const at = (id: string, step: number): Position => ({
			x: 180 + Number(id.slice(4)) * 0.7 + step,
			y: 12,
			z: 210 - Number(id.slice(4)) * 0.3 - step,
		});
		const moves = ids.map((id) => ({ id, position: at(id, 0.4) }));
		expect(packMoves(moves, { ids, before: (id) => at(id, 0) }).length / 1000).toBeLessThanOrEqual(8.05);
	});

	it("[WD21] that do not fit are refused, whatever they are", () => {
		const context = { ids: ["a", "b", "c"], before: () => undefined };
		const sound = packMoves([{ id: "b", position: { x: 1, y: 2, z: 3 } }], context);
		for (let length = 1; length < sound.length; length++) {
			expect(() => unpackMoves(sound.subarray(0, length), context)).toThrow(MalformedMoves);
		}
		expect(() => unpackMoves(sound, { ...context, ids: ["a"] })).toThrow(MalformedMoves);
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
				try {
					for (const { id } of unpackMoves(bytes, context)) expect(context.ids).toContain(id);
				} catch (error) {
					expect(error).toBeInstanceOf(MalformedMoves);
				}
			}),
		);
	});

	it("[WD21] of somebody unknown are our mistake", () => {
		const move = { id: "stranger", position: { x: 0, y: 0, z: 0 } };
		expect(() => packMoves([move], { ids: ["a"], before: () => undefined })).toThrow("stranger");
	});

	it("[WD21] come as base64 where bytes cannot", () => {
		fc.assert(
			fc.property(fc.uint8Array(), (bytes) => {
				expect(bytesOfBase64(Buffer.from(bytes).toString("base64"))).toEqual(bytes);
			}),
		);
		expect(() => bytesOfBase64("%%%")).toThrow(MalformedMoves);
	});
});
