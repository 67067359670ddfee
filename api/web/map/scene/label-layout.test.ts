import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { placeLabels, type LabelWish } from "./label-layout.js";

const limits = { width: 800, height: 600, most: 100, air: 4 };
const wish = (id: string, part: Partial<LabelWish> = {}): LabelWish => ({
	id,
	x: 400,
	y: 300,
	gap: 8,
	width: 60,
	height: 16,
	priority: 1,
	...part,
});

const wishes = fc
	.array(
		fc.record({
			x: fc.integer({ min: -50, max: 850 }),
			y: fc.integer({ min: -50, max: 650 }),
			width: fc.integer({ min: 5, max: 160 }),
			priority: fc.nat(5),
		}),
		{ maxLength: 60 },
	)
	.map((parts) => parts.map((part, index) => wish(`w${index}`, part)));

function boxesOf(all: readonly LabelWish[], placed: ReturnType<typeof placeLabels>) {
	return placed.map(({ id, dx, dy }) => {
		const { x, y, width, height } = all.find((one) => one.id === id)!;
		return { left: x + dx, top: y + dy, right: x + dx + width, bottom: y + dy + height };
	});
}

describe("placeLabels", () => {
	it("[PG6] never lays one label over another or outside the picture", () => {
		fc.assert(
			fc.property(wishes, (all) => {
				const boxes = boxesOf(all, placeLabels(all, limits));
				for (const [index, box] of boxes.entries()) {
					expect(box.left >= 0 && box.top >= 0 && box.right <= 800 && box.bottom <= 600).toBe(true);
					for (const other of boxes.slice(index + 1)) {
						const apart =
							box.right + 4 <= other.left ||
							other.right + 4 <= box.left ||
							box.bottom <= other.top ||
							other.bottom <= box.top;
						expect(apart).toBe(true);
					}
				}
			}),
		);
	});

	it("[PG6] places the most important first, and the same whatever the order of the wishes", () => {
		fc.assert(
			fc.property(wishes, (all) => {
				expect(placeLabels(all.toReversed(), limits)).toEqual(placeLabels(all, limits));
			}),
		);
		const crowd = Array.from({ length: 20 }, (_, index) => wish(`c${index}`));
		const placed = placeLabels([...crowd, wish("selected", { priority: 9 })], { ...limits, most: 1 });
		expect(placed.map(({ id }) => id)).toEqual(["selected"]);
	});

	it("[PG6] tries below, above, right and left before it gives up", () => {
		const placed = placeLabels(
			["a", "b", "c", "d", "e"].map((id) => wish(id)),
			limits,
		);
		expect(placed.map(({ dx, dy }) => [dx, dy])).toEqual([
			[-30, 8],
			[-30, -24],
			[8, -8],
			[-68, -8],
		]);
	});

	it("[PG6] keeps a label above its anchor that would elsewhere be another's", () => {
		const placed = placeLabels([wish("a", { aboveOnly: true }), wish("b", { aboveOnly: true })], limits);
		expect(placed).toEqual([{ id: "a", dx: -30, dy: -24 }]);
	});

	it("[PG6] keeps off members", () => {
		const obstacles = [
			{ x: 400, y: 316, radius: 5 },
			{ x: 400, y: 284, radius: 5 },
		];
		expect(placeLabels([wish("a")], { ...limits, obstacles })).toEqual([{ id: "a", dx: 8, dy: -8 }]);
	});
});
