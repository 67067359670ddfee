import type { Palette } from "../../shell/tokens.js";
import type { Camera, Size } from "../scene/camera.js";
import type { Body, ShownScene } from "../scene/scene.js";

/** Whom the reader is looking at. */
export interface Focus {
	readonly selected: string | undefined;
	readonly hovered: string | undefined;
	/** Members that a chosen happening is about. */
	readonly highlighted: ReadonlySet<string>;
	/** Where the selected member was before the page began to watch, oldest first. */
	readonly track: readonly { readonly x: number; readonly z: number }[];
}

export const NO_FOCUS: Focus = { selected: undefined, hovered: undefined, highlighted: new Set(), track: [] };

/** A member with where it is on the picture, in pixels. */
export interface SeenBody {
	readonly body: Body;
	readonly x: number;
	readonly y: number;
}

/** All that is needed to paint one picture. Painters read it and write on `context` alone. */
export interface Frame {
	readonly context: CanvasRenderingContext2D;
	readonly size: Size;
	readonly camera: Camera;
	readonly palette: Palette;
	readonly scene: ShownScene;
	/** Members inside the picture. */
	readonly seen: readonly SeenBody[];
	readonly focus: Focus;
	/** Time of the scene, milliseconds: the page's own where it is live. */
	readonly now: number;
	/** The page's clock, milliseconds: for what belongs to the picture rather than to the world. */
	readonly pageNow: number;
	/** Radius of a member, pixels. */
	readonly radius: number;
	readonly pixelRatio: number;
}

/** Smallest that is still seen as a dot with a shape, and largest that is still a dot. */
const RADIUS_RANGE: readonly [number, number] = [2.5, 9];
/** About a body's half width in studs. */
const BODY_STUDS = 1.3;

/** Radius of a member at a zoom, in steps of half a pixel so that few sprites are needed. */
export function radiusAt(k: number): number {
	const wanted = Math.min(RADIUS_RANGE[1], Math.max(RADIUS_RANGE[0], 2 + BODY_STUDS * k * 0.7));
	return Math.round(wanted * 2) / 2;
}

/** Pixels beyond the edge at which a member, its ring and its label are surely unseen. */
const MARGIN = 24;

/** Members inside the picture or just beyond its edge. */
export function bodiesInView(scene: ShownScene, camera: Camera, size: Size): SeenBody[] {
	const seen: SeenBody[] = [];
	for (const body of scene.bodies.values()) {
		const x = body.x * camera.k + camera.x;
		const y = body.z * camera.k + camera.y;
		const inside = x > -MARGIN && y > -MARGIN && x < size.width + MARGIN && y < size.height + MARGIN;
		if (inside) seen.push({ body, x, y });
	}
	return seen;
}
