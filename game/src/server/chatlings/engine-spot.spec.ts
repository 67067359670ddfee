import { placeBlock } from "../../../test/harness/bodies";
import { expect } from "../../../test/harness/expect";
import { SeededRandom } from "../../../test/harness/random";
import type { Suite } from "../../../test/harness/suite";
import { createWays } from "../npcs/engine-ways";
import { spotBeside } from "./engine-spot";

const ROOT = new Vector3(0, 3, 0);
const random = (seed = 1) => {
	const source = new SeededRandom(seed);
	return { unit: () => source.unit() };
};
const away = ({ x, z }: { readonly x: number; readonly z: number }) => math.sqrt(x * x + z * z);

/** Spots that are found with these blocks about: size and top of each. */
function spotsAmong(blocks: readonly (readonly [Vector3, Vector3])[], root = ROOT) {
	const placed = blocks.map(([size, top]) => placeBlock(size, top));
	const spots = [1, 2, 3, 4, 5, 6, 7, 8].map((seed) => spotBeside(root, createWays(), random(seed)));
	for (const block of placed) block.Destroy();
	return spots;
}

const field = [new Vector3(200, 4, 200), Vector3.zero] as const;

/** Four walls, their inner sides that far from the middle. */
function wallsAround(studs: number) {
	const thick = 8;
	const long = 2 * (studs + thick);
	const middle = studs + thick / 2;
	const across = new Vector3(long, 20, thick);
	const along = new Vector3(thick, 20, long);
	return [
		[along, new Vector3(-middle, 16, 0)],
		[along, new Vector3(middle, 16, 0)],
		[across, new Vector3(0, 16, -middle)],
		[across, new Vector3(0, 16, middle)],
	] as const;
}

export = (t: Suite) => {
	t.it("[CB54] finds a spot of the ground near by, in any direction", () => {
		const spots = spotsAmong([field]);
		for (const spot of spots) {
			expect(away(spot)).toBeNear(6, 1e-6);
			expect(spot.y).toBeNear(0, 1e-4);
		}
		expect(new Set(spots.map(({ x }) => math.round(x))).size()).toBeAtLeast(3);
	});

	t.it("[CB54] does not put anybody in a wall or behind one", () => {
		const wall = [new Vector3(4, 20, 200), new Vector3(5, 16, 0)] as const;
		for (const spot of spotsAmong([field, wall])) expect(spot.x).toBeAtMost(3);
	});

	t.it(
		"[CB54] comes closer where there is no room, and stands with its player where there is none at all",
		() => {
			for (const spot of spotsAmong([field, ...wallsAround(4)])) expect(away(spot)).toBeNear(3, 1e-6);
			for (const spot of spotsAmong([field, ...wallsAround(2)])) expect(away(spot)).toBe(0);
		},
	);

	t.it("[CB54] keeps to the storey, and hangs in the air with who does", () => {
		const floor = [new Vector3(100, 1, 100), new Vector3(0, 12, 0)] as const;
		for (const spot of spotsAmong([field, floor], new Vector3(0, 15, 0))) expect(spot.y).toBeNear(12, 1e-3);
		const [spot] = spotsAmong([], new Vector3(4, 500, 0));
		expect(spot).toEqual({ x: 4, y: 497, z: 0 });
	});
};
