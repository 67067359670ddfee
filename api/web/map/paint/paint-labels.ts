import { placeLabels, type PlacedLabel } from "../scene/label-layout.js";
import { CAPTION_FONT, LABEL_FONT } from "./fonts.js";
import type { Frame } from "./frame.js";
import { captionAnchor, captionId, CROWD, labelWishes, type LabelText } from "./label-wishes.js";
import type { Sprite, Sprites } from "./sprites.js";

/** Labels find new places this often: members walk slowly next to it, and names that hop cannot be read. */
const LAYOUT_MS = 300;
/** One label to this many square pixels is as many as can be read. */
const PIXELS_PER_LABEL = 8_000;
const MOST_LABELS = 150;
/** Room kept left and right of a label. */
const AIR = 5;
/** The ground shows around letters, so that they can be read over anything. */
const HALO = 3;

/** Writes labels; keeps which ones stand and how wide words are. */
export interface LabelPainter {
	readonly paint: (frame: Frame) => void;
}

function drawText(
	label: LabelText,
	{ palette }: Frame,
): (context: OffscreenCanvasRenderingContext2D) => void {
	return (context) => {
		context.font = label.kind === "name" ? LABEL_FONT : CAPTION_FONT;
		context.textBaseline = "middle";
		context.lineJoin = "round";
		context.lineWidth = 2 * HALO;
		context.strokeStyle = palette.ground;
		context.globalAlpha = 0.85;
		context.strokeText(label.text, HALO, 10);
		context.globalAlpha = 1;
		context.fillStyle =
			label.kind === "caption" ? palette.together : label.strong ? palette.ink : palette.dim;
		context.fillText(label.text, HALO, 10);
	};
}

export function createLabelPainter(sprites: Sprites): LabelPainter {
	const widths = new Map<string, number>();
	let placed: readonly PlacedLabel[] = [];
	let texts: ReadonlyMap<string, LabelText> = new Map();
	let laidOutAt = Number.NEGATIVE_INFINITY;
	let laidOutFor = "";

	function measureWith({ context }: Frame) {
		return (text: string, kind: LabelText["kind"]): number => {
			const key = `${kind} ${text}`;
			const known = widths.get(key);
			if (known !== undefined) return known;
			context.font = kind === "name" ? LABEL_FONT : CAPTION_FONT;
			const { width } = context.measureText(text);
			widths.set(key, width);
			return width;
		};
	}

	function layOut(frame: Frame): void {
		const { size, focus, camera, pageNow } = frame;
		const situation = `${camera.k} ${focus.selected} ${focus.hovered} ${[...focus.highlighted].join()}`;
		if (situation === laidOutFor && pageNow - laidOutAt < LAYOUT_MS) return;
		laidOutFor = situation;
		laidOutAt = pageNow;
		const standing = new Set(placed.map(({ id }) => id));
		const made = labelWishes(frame, { measure: measureWith(frame), standing });
		const most = Math.min(MOST_LABELS, Math.floor((size.width * size.height) / PIXELS_PER_LABEL));
		({ texts } = made);
		const kept = frame.seen.length > CROWD ? [] : frame.seen;
		const obstacles = kept.map(({ x, y }) => ({ x, y, radius: frame.radius }));
		placed = placeLabels(made.wishes, { ...size, most, air: AIR, obstacles });
	}

	function anchors(frame: Frame): Map<string, readonly [number, number]> {
		const found = new Map(frame.seen.map(({ body, x, y }) => [body.id, [x, y] as const]));
		for (const gathering of frame.scene.gatherings.values()) {
			if (gathering.members.length > 0 && texts.has(captionId(gathering))) {
				found.set(captionId(gathering), captionAnchor(gathering, frame));
			}
		}
		return found;
	}

	function spriteOf(label: LabelText, width: number, frame: Frame): Sprite {
		const key = `${label.kind} ${label.strong} ${label.text}`;
		return sprites.get({ key, width: width + 2 * HALO, height: 20, draw: drawText(label, frame) });
	}

	return {
		paint(frame) {
			layOut(frame);
			const measure = measureWith(frame);
			const anchorOf = anchors(frame);
			for (const { id, dx, dy } of placed) {
				const label = texts.get(id);
				const anchor = anchorOf.get(id);
				if (!label || !anchor) continue;
				const sprite = spriteOf(label, measure(label.text, label.kind), frame);
				const [x, y] = [anchor[0] + dx - HALO, anchor[1] + dy - 2];
				frame.context.drawImage(sprite.image, x, y, sprite.width, sprite.height);
			}
		},
	};
}
