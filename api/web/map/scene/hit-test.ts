import { quadtree, type Quadtree } from "d3-quadtree";
import type { Body, Scene } from "./scene.js";

/** Members walk a stud or two in this time: less than a finger is wide. */
const STALE_MS = 150;

/** Id of the member nearest to a place of the ground, within `reach` studs. */
export type HitTest = (x: number, z: number, reach: number) => string | undefined;

/** Finds members by place. The tree is built when it is asked for, not with every frame. */
export function createHitTest(scene: Pick<Scene, "bodies">, now: () => number): HitTest {
	let tree: Quadtree<Body> | undefined;
	let builtAt = 0;
	return (x, z, reach) => {
		if (!tree || now() - builtAt > STALE_MS) {
			builtAt = now();
			tree = quadtree<Body>(
				[...scene.bodies.values()],
				(body) => body.x,
				(body) => body.z,
			);
		}
		return tree.find(x, z, reach)?.id;
	};
}
