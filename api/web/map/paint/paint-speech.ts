import type { Palette } from "../../shell/tokens.js";
import type { Speech } from "../scene/speech.js";
import { SPEECH_FONT } from "./fonts.js";
import type { Frame, SeenBody } from "./frame.js";
import type { Sprite, Sprites } from "./sprites.js";
import { wrapText } from "./wrap-text.js";

/** Pixels of a bubble. */
const TEXT_WIDTH = 176;
const LINE_HEIGHT = 16;
const LINES = 3;
const PAD_X = 9;
const PAD_Y = 6;
const RADIUS = 9;
const TAIL = 6;
const EDGE = 2;
/** Between the member and the tip of its bubble. */
const GAP = 3;
/** More at once than this cannot be read; the newest are shown. */
const MOST = 14;

interface Box {
	readonly left: number;
	readonly top: number;
	readonly right: number;
	readonly bottom: number;
}

function drawBubble(
	context: OffscreenCanvasRenderingContext2D,
	lines: readonly string[],
	palette: Palette,
): void {
	const width = context.canvas.width / context.getTransform().a - 2 * EDGE;
	const height = 2 * PAD_Y + lines.length * LINE_HEIGHT;
	const middle = EDGE + width / 2;
	const foot = EDGE + height;
	context.beginPath();
	context.roundRect(EDGE, EDGE, width, height, RADIUS);
	context.moveTo(middle - TAIL, foot);
	context.lineTo(middle, foot + TAIL);
	context.lineTo(middle + TAIL, foot);
	context.lineJoin = "round";
	context.lineWidth = 2;
	context.strokeStyle = palette.talk;
	context.stroke();
	context.fillStyle = palette.surface;
	context.fill();
	context.font = SPEECH_FONT;
	context.textBaseline = "middle";
	context.fillStyle = palette.ink;
	lines.forEach((line, index) =>
		context.fillText(line, EDGE + PAD_X, EDGE + PAD_Y + (index + 0.5) * LINE_HEIGHT),
	);
}

function bubbleOf({ text }: Speech, { context, palette }: Frame, sprites: Sprites): Sprite {
	context.font = SPEECH_FONT;
	const measure = (part: string): number => context.measureText(part).width;
	const lines = wrapText(text, measure, { width: TEXT_WIDTH, lines: LINES });
	const width = Math.ceil(Math.max(...lines.map(measure), 2 * TAIL)) + 2 * (PAD_X + EDGE);
	const height = lines.length * LINE_HEIGHT + 2 * (PAD_Y + EDGE) + TAIL;
	return sprites.get({
		key: `speech ${text}`,
		width,
		height,
		draw: (on) => drawBubble(on, lines, palette),
	});
}

const overlap = (a: Box, b: Box): boolean =>
	a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** Words over heads, the newest first; an older one that would lie under a newer is left out until there is room. */
export function paintSpeech(frame: Frame, sprites: Sprites): void {
	const { context, scene, seen, radius } = frame;
	if (scene.speeches.size === 0) return;
	const bodies = new Map<string, SeenBody>(seen.map((one) => [one.body.id, one]));
	const taken: Box[] = [];
	const newestFirst = [...scene.speeches.values()].toSorted((a, b) => b.at - a.at);
	context.save();
	for (const speech of newestFirst) {
		const speaker = bodies.get(speech.id);
		if (!speaker || taken.length >= MOST) continue;
		const { image, width, height } = bubbleOf(speech, frame, sprites);
		const left = speaker.x - width / 2;
		const top = speaker.y - radius - GAP - height;
		const box = { left, top, right: left + width, bottom: top + height };
		if (taken.some((other) => overlap(box, other))) continue;
		taken.push(box);
		context.globalAlpha = speech.presence;
		context.drawImage(image, left, top, width, height);
	}
	context.restore();
}
