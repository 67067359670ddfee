/** A label that wants a place by its anchor. Pixels. */
export interface LabelWish {
	readonly id: string;
	/** Middle of what it names. */
	readonly x: number;
	readonly y: number;
	/** Distance from the middle to the label's edge. */
	readonly gap: number;
	readonly width: number;
	readonly height: number;
	/** Higher is placed first. */
	readonly priority: number;
	/** A label that would be taken for somebody else's anywhere but above its anchor. */
	readonly aboveOnly?: boolean;
}

export interface PlacedLabel {
	readonly id: string;
	/** Top left corner, from the anchor. */
	readonly dx: number;
	readonly dy: number;
}

/** A round thing that labels keep off: a member. Pixels. */
export interface Obstacle {
	readonly x: number;
	readonly y: number;
	readonly radius: number;
}

export interface LayoutLimits {
	readonly obstacles?: readonly Obstacle[];
	readonly width: number;
	readonly height: number;
	/** Most labels that are placed: more than this is noise, however much room there is. */
	readonly most: number;
	/** Room kept between labels: more of it makes a calmer crowd. */
	readonly air: number;
}

interface Box {
	readonly left: number;
	readonly top: number;
	readonly right: number;
	readonly bottom: number;
}

/** Boxes are filed by cells of about a label's size, so that each is compared with its neighbours only. */
const CELL_WIDTH = 96;
const CELL_HEIGHT = 32;

function cellsOf({ left, top, right, bottom }: Box): string[] {
	const cells: string[] = [];
	for (let column = Math.floor(left / CELL_WIDTH); column <= Math.floor(right / CELL_WIDTH); column += 1) {
		for (let row = Math.floor(top / CELL_HEIGHT); row <= Math.floor(bottom / CELL_HEIGHT); row += 1) {
			cells.push(`${column},${row}`);
		}
	}
	return cells;
}

const overlap = (a: Box, b: Box): boolean =>
	a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** Places by the anchor, in the order in which they are tried: below, above, right and left. */
function offsets({
	gap,
	width,
	height,
	aboveOnly,
}: LabelWish): readonly (readonly [dx: number, dy: number])[] {
	const above = [-width / 2, -gap - height] as const;
	if (aboveOnly) return [above];
	return [[-width / 2, gap], above, [gap, -height / 2], [-gap - width, -height / 2]];
}

/** Places labels by priority so that none lies over another, over an obstacle or outside the picture. */
export function placeLabels(wishes: readonly LabelWish[], limits: LayoutLimits): readonly PlacedLabel[] {
	const taken = new Map<string, Box[]>();
	const take = (box: Box, cells: readonly string[]): void => {
		for (const cell of cells) {
			const boxes = taken.get(cell);
			if (boxes) boxes.push(box);
			else taken.set(cell, [box]);
		}
	};
	for (const { x, y, radius } of limits.obstacles ?? []) {
		const box = { left: x - radius, top: y - radius, right: x + radius, bottom: y + radius };
		take(box, cellsOf(box));
	}
	const placed: PlacedLabel[] = [];
	const ordered = wishes.toSorted((a, b) => b.priority - a.priority || (a.id < b.id ? -1 : 1));
	for (const wish of ordered) {
		if (placed.length >= limits.most) break;
		for (const [dx, dy] of offsets(wish)) {
			const [left, top] = [wish.x + dx, wish.y + dy];
			const box = { left, top, right: left + wish.width, bottom: top + wish.height };
			if (left < 0 || top < 0 || box.right > limits.width || box.bottom > limits.height) continue;
			const roomy = { ...box, left: left - limits.air, right: box.right + limits.air };
			const cells = cellsOf(roomy);
			if (cells.some((cell) => taken.get(cell)?.some((other) => overlap(roomy, other)))) continue;
			take(box, cells);
			placed.push({ id: wish.id, dx, dy });
			break;
		}
	}
	return placed;
}
