import type { Frame } from "./entity";

/** Collects the positions of one moment. */
export interface FrameBuilder {
	readonly put: (id: string, x: number, y: number, z: number) => void;
	/** The frame, and who was left out of it for a position that is no place. */
	readonly finish: () => { readonly frame: Frame; readonly unplaced: readonly string[] };
}

function isFinite(value: number): boolean {
	return value === value && value > -math.huge && value < math.huge;
}

/** A frame for the moment `at` (unix seconds); entities with a non-finite coordinate are left out and named. */
export function buildFrame(at: number): FrameBuilder {
	const ids: string[] = [];
	const xs: number[] = [];
	const ys: number[] = [];
	const zs: number[] = [];
	const unplaced: string[] = [];
	return {
		put: (id, x, y, z) => {
			if (!isFinite(x) || !isFinite(y) || !isFinite(z)) {
				unplaced.push(id);
				return;
			}
			ids.push(id);
			xs.push(x);
			ys.push(y);
			zs.push(z);
		},
		finish: () => ({ frame: { at, ids, xs, ys, zs }, unplaced }),
	};
}
