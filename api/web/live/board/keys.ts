import type { Cell, MapState } from "../../../src/encounters/engine/state.js";

const STEPS: Readonly<Record<string, Cell>> = {
	ArrowUp: { x: 0, y: -1 },
	ArrowRight: { x: 1, y: 0 },
	ArrowDown: { x: 0, y: 1 },
	ArrowLeft: { x: -1, y: 0 },
	Home: { x: -1, y: -1 },
	PageUp: { x: 1, y: -1 },
	PageDown: { x: 1, y: 1 },
	End: { x: -1, y: 1 },
};

/** Where a key takes the cursor, within the map; undefined of a key that does not. */
export function moveCursor(
	key: string,
	from: Cell,
	{ width, height }: Pick<MapState, "width" | "height">,
): Cell | undefined {
	const step = STEPS[key];
	if (!step) return undefined;
	const within = (place: number, size: number): number => Math.max(0, Math.min(size - 1, place));
	return { x: within(from.x + step.x, width), y: within(from.y + step.y, height) };
}
