import { placeBlock, placeBody } from "../../../test/harness/bodies";
import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { createWays } from "./engine-ways";

const ROOT = new Vector3(0, 3, 0);
const goal = { x: 30, y: 0, z: 0 };

/** Whether the way from the middle to the goal is straight, with these blocks about: size and top of each. */
function isClearAmong(blocks: readonly (readonly [Vector3, Vector3])[], to = goal): boolean {
	const placed = blocks.map(([size, top]) => placeBlock(size, top));
	const isClear = createWays().isStraight(ROOT, to);
	for (const block of placed) block.Destroy();
	return isClear;
}

const field = [new Vector3(200, 4, 200), Vector3.zero] as const;
const wall = [new Vector3(1, 10, 20), new Vector3(15, 10, 0)] as const;

export = (t: Suite) => {
	t.it("finds the ground under a spot, and none where there is none", () => {
		const blocks = [placeBlock(...field), placeBlock(new Vector3(10, 6, 10), new Vector3(40, 4, 0))];
		expect(createWays().groundAt({ x: 5, z: 5 }, 3)).toEqual({ x: 5, y: 0, z: 5 });
		expect(createWays().groundAt({ x: 40, z: 0 }, 3)!.y).toBeNear(4, 1e-4);
		expect(createWays().groundAt({ x: 400, z: 0 }, 3)).toBe(undefined);
		for (const block of blocks) block.Destroy();
	});

	t.it("keeps to the storey", () => {
		const blocks = [placeBlock(...field), placeBlock(new Vector3(40, 1, 40), new Vector3(0, 11, 0))];
		expect(createWays().groundAt({ x: 5, z: 5 }, 3)!.y).toBeNear(0, 1e-4);
		expect(createWays().groundAt({ x: 5, z: 5 }, 14)!.y).toBeNear(11, 1e-4);
		for (const block of blocks) block.Destroy();
	});

	t.it("is free over open ground, and where one stands already", () => {
		expect(isClearAmong([field])).toBe(true);
		expect(isClearAmong([field], { x: 0, y: 0, z: 0 })).toBe(true);
	});

	t.it("is not free through a wall, and free past it", () => {
		expect(isClearAmong([field, wall])).toBe(false);
		expect(isClearAmong([field, [wall[0], new Vector3(15, 10, 12)]])).toBe(true);
		expect(isClearAmong([field, [wall[0], new Vector3(15, 10, 10.5)]]), "a shoulder's width").toBe(false);
	});

	t.it("steps over what is low", () => {
		expect(isClearAmong([field, [new Vector3(1, 1, 20), new Vector3(15, 1, 0)]])).toBe(true);
	});

	t.it("is not free where there is no ground, and none over a gap", () => {
		expect(isClearAmong([])).toBe(false);
		const near = [new Vector3(20, 4, 20), Vector3.zero] as const;
		const far = [new Vector3(20, 4, 20), new Vector3(30, 0, 0)] as const;
		const bridge = [new Vector3(20, 4, 20), new Vector3(15, 0, 0)] as const;
		expect(isClearAmong([near, far])).toBe(false);
		expect(isClearAmong([near, bridge, far])).toBe(true);
	});

	t.it("does not lead over a cliff", () => {
		const near = [new Vector3(20, 4, 20), Vector3.zero] as const;
		const below = [new Vector3(200, 4, 200), new Vector3(0, -18, 0)] as const;
		expect(isClearAmong([near, below], { x: 30, y: 0, z: 0 })).toBe(false);
	});

	t.it("goes through what nothing bumps into, and past people", () => {
		const ground = placeBlock(...field);
		const mist = placeBlock(...wall);
		mist.CanCollide = false;
		const other = placeBody("Bram", new Vector3(8, 3, 0));
		other.PrimaryPart!.CanCollide = true;
		other.AddTag("EarshotNPC");
		expect(createWays().isStraight(ROOT, goal)).toBe(true);
		other.RemoveTag("EarshotNPC");
		expect(createWays().isStraight(ROOT, goal), "a statue").toBe(false);
		for (const each of [ground, mist, other]) each.Destroy();
	});
};
