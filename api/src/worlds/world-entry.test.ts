import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { at, payload, person } from "../snapshots/test-payloads.js";
import { bytesOfBase64, unpackMoves } from "./packed-moves.js";
import { testWorlds, WORLD } from "./test-worlds.js";
import { worldChecksum } from "./world-checksum.js";
import { parseEntry } from "./restore-world.js";
import type { VisibleEntity } from "./limited-cast.js";

const names = ["A", "B", "C", "Ä", "a", "🦊"];

/** Who is there, and where, in each of some payloads. */
const histories = fc.array(
	fc.dictionary(fc.constantFrom(...names), fc.double({ min: -500, max: 500, noNaN: true }), {
		maxKeys: names.length,
		noNullPrototype: true,
	}),
	{ minLength: 1, maxLength: 40 },
);

describe("the entry of a tick", () => {
	it("[WD20] [WD21] lets a reader who has only that follow the world, whatever happens in it", async () => {
		await fc.assert(
			fc.asyncProperty(histories, async (history) => {
				const to = testWorlds();
				for (const [index, places] of history.entries()) {
					const humanContext = Object.fromEntries(
						Object.entries(places).map(([name, x]) => [name, person(x)]),
					);
					await to.ingest(payload({ timestamp: 100 + index, humanContext }));
				}
				const copy = new Map<string, VisibleEntity>();
				for (const { data } of to.log.entries(`world:${WORLD}`)) {
					const { tick, limitedCast, packed, checksum } = parseEntry(data);
					const { entityRemoved = [], entityCreated = [], entityMoved } = limitedCast;
					for (const id of entityRemoved) copy.delete(id);
					for (const entity of entityCreated) copy.set(entity.id, entity);
					expect(packed !== undefined).toBe(entityMoved !== undefined);
					const context = { ids: [...copy.keys()].sort(), before: (id: string) => copy.get(id)?.position };
					for (const { id, position } of packed === undefined
						? []
						: unpackMoves(bytesOfBase64(packed), context)) {
						copy.set(id, { ...copy.get(id)!, position });
					}
					expect(checksum).toBe(tick % 16 === 0 ? worldChecksum(copy.values()) : undefined);
				}
				const { peopled } = await to.memory();
				expect(worldChecksum(copy.values())).toBe(worldChecksum(peopled.state.entities.values()));
			}),
			{ numRuns: 60 },
		);
	});

	it("[WD20] [WD21] is the same after a restart", async () => {
		const to = testWorlds();
		const tell = (x: number) => payload({ timestamp: x, humanContext: { B: person(x), A: person(-x) } });
		await to.ingest(tell(100));
		const other = to.restart();
		await other.ingest(tell(101));
		const { packed } = parseEntry(to.log.entries(`world:${WORLD}`)[1]!.data);
		const moves = unpackMoves(bytesOfBase64(packed!), {
			ids: ["A", "B"],
			before: (id) => at(id === "A" ? -100 : 100),
		});
		expect(moves).toEqual([
			{ id: "A", position: at(-101) },
			{ id: "B", position: at(101) },
		]);
	});
});
