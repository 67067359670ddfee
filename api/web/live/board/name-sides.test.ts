import fc from "fast-check";
import { expect, it } from "vitest";
import { nameSides } from "./name-sides.js";

const someone = (entityId: string, x: number, y: number, name = entityId) => ({
	entityId,
	name,
	position: { x, y },
});

it("[EP26] names stand below, else above, else nowhere", () => {
	const column = [someone("a", 3, 1), someone("b", 3, 2), someone("c", 3, 3)];
	expect([...nameSides(column)]).toEqual([
		["a", "above"],
		["c", "below"],
	]);
	const aslant = [someone("a", 3, 1, "Skeleton 1"), someone("b", 4, 2)];
	expect(nameSides(aslant).get("a")).toBe("above");
	expect(nameSides([someone("a", 3, 1, "Ada"), someone("b", 4, 2)]).get("a")).toBe("below");
});

it("[EP26] names cover nobody, and whoever stands alone has theirs", () => {
	const person = fc.record({ x: fc.nat(6), y: fc.nat(6), name: fc.constantFrom("Ada", "Goblin Archer") });
	fc.assert(
		fc.property(fc.uniqueArray(person, { selector: ({ x, y }) => `${x},${y}` }), (those) => {
			const people = those.map(({ x, y, name }, at) => someone(String(at), x, y, name));
			const sides = nameSides(people);
			for (const { entityId, name, position } of people) {
				const side = sides.get(entityId);
				const isCovered = (by: number) =>
					people.some(
						(other) =>
							other.position.y === position.y + by &&
							Math.abs(other.position.x - position.x) <= (name === "Ada" ? 0 : 1),
					);
				if (side === "below") expect(isCovered(1)).toBe(false);
				else expect(isCovered(1)).toBe(true);
				expect(side === undefined).toBe(isCovered(1) && isCovered(-1));
			}
		}),
	);
});
