import type { MemberTypeWire } from "../../../../game/src/shared/wire/index.js";
import type { Palette } from "../../shell/tokens.js";
import type { Frame } from "./frame.js";
import type { Sprite, Sprites } from "./sprites.js";

/** Room around a sprite for its edge, pixels. */
const EDGE = 2;
/**
 * Smaller members are filled one by one instead of copied: without an edge a small circle is the cheapest thing
 * that a browser can draw, three times cheaper than a copy between pixels, and there may be thousands of them.
 */
const SPRITE_RADIUS = 4;
/** A diamond of the same radius looks smaller than a circle. */
const DIAMOND = 1.3;

interface Dot {
	readonly x: number;
	readonly y: number;
	readonly radius: number;
}

function outline(context: CanvasPath, type: MemberTypeWire, { x, y, radius }: Dot): void {
	if (type === "npc") {
		context.arc(x, y, radius, 0, 2 * Math.PI);
		return;
	}
	const reach = radius * DIAMOND;
	context.moveTo(x, y - reach);
	context.lineTo(x + reach, y);
	context.lineTo(x, y + reach);
	context.lineTo(x - reach, y);
	context.closePath();
}

/** The sign of a member's type: a round dot for an NPC, a diamond for a player. */
export function bodySprite(
	sprites: Sprites,
	type: MemberTypeWire,
	{ radius, palette }: { readonly radius: number; readonly palette: Palette },
): Sprite {
	const side = 2 * (radius * DIAMOND + EDGE);
	return sprites.get({
		key: `${type} ${radius}`,
		width: side,
		height: side,
		draw(context) {
			context.beginPath();
			outline(context, type, { x: side / 2, y: side / 2, radius });
			context.lineJoin = "round";
			context.lineWidth = Math.min(3, radius * 0.7);
			context.strokeStyle = palette.ground;
			context.stroke();
			context.fillStyle = palette[type];
			context.fill();
		},
	});
}

function paintRing(frame: Frame, id: string, { width, alpha }: { width: number; alpha: number }): void {
	const { context, palette, scene, camera, radius } = frame;
	const body = scene.bodies.get(id);
	if (!body) return;
	context.beginPath();
	context.arc(body.x * camera.k + camera.x, body.z * camera.k + camera.y, radius + 4, 0, 2 * Math.PI);
	context.globalAlpha = alpha;
	context.lineWidth = width;
	context.strokeStyle = palette.accent;
	context.stroke();
	context.globalAlpha = 1;
}

function fillDots({ context, seen, radius, palette }: Frame, type: MemberTypeWire): void {
	context.fillStyle = palette[type];
	for (const { body, x, y } of seen) {
		if (body.type !== type) continue;
		context.beginPath();
		outline(context, type, { x, y, radius });
		context.fill();
	}
}

function copyDots({ context, seen, radius, palette }: Frame, type: MemberTypeWire, sprites: Sprites): void {
	const { image, width, height } = bodySprite(sprites, type, { radius, palette });
	for (const { body, x, y } of seen) {
		if (body.type === type) context.drawImage(image, x - width / 2, y - height / 2, width, height);
	}
}

/** Members, NPCs first: there are fewer players, and they should not be hidden. */
export function paintBodies(frame: Frame, sprites: Sprites): void {
	const { radius, focus } = frame;
	for (const type of ["npc", "player"] as const) {
		if (radius < SPRITE_RADIUS) fillDots(frame, type);
		else copyDots(frame, type, sprites);
	}
	for (const id of focus.highlighted) paintRing(frame, id, { width: 1.75, alpha: 0.9 });
	if (focus.hovered !== undefined) paintRing(frame, focus.hovered, { width: 1.5, alpha: 0.7 });
	if (focus.selected !== undefined) paintRing(frame, focus.selected, { width: 2.5, alpha: 1 });
}
