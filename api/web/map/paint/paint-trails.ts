import type { MemberTypeWire } from "../../../../game/src/shared/wire/index.js";
import { freshness } from "../scene/trail.js";
import type { Frame } from "./frame.js";

/** Trails of more members than this are a web that hides them; only the selected one's is drawn then. */
const MOST_TRAILS = 450;
/** A trail fades in this many steps: each is one stroke for all members of a type. */
const FADE_STEPS = 4;
const STRONGEST_ALPHA = 0.45;

function addSegments(frame: Frame, type: MemberTypeWire, step: number): void {
	const { context, camera, seen, focus, now } = frame;
	const alone = seen.length > MOST_TRAILS;
	for (const { body, x, y } of seen) {
		if (body.type !== type || (alone && body.id !== focus.selected)) continue;
		const { trail } = body;
		for (let index = 0; index < trail.length; index += 1) {
			const point = trail[index]!;
			if (Math.min(FADE_STEPS - 1, Math.floor(freshness(point, now) * FADE_STEPS)) !== step) continue;
			const next = trail[index + 1];
			context.moveTo(point.x * camera.k + camera.x, point.z * camera.k + camera.y);
			if (next) context.lineTo(next.x * camera.k + camera.x, next.z * camera.k + camera.y);
			else context.lineTo(x, y);
		}
	}
}

/** Where members have just been, fading with time. */
export function paintTrails(frame: Frame): void {
	const { context, palette, radius } = frame;
	context.save();
	context.lineCap = "round";
	context.lineWidth = Math.max(1.25, radius * 0.36);
	for (const type of ["npc", "player"] as const) {
		context.strokeStyle = palette[type];
		for (let step = 0; step < FADE_STEPS; step += 1) {
			context.globalAlpha = (STRONGEST_ALPHA * (step + 0.5)) / FADE_STEPS;
			context.beginPath();
			addSegments(frame, type, step);
			context.stroke();
		}
	}
	context.restore();
}

/** The known path of the selected member from before the page watched. */
export function paintTrack({ context, camera, palette, focus, scene }: Frame): void {
	const body = focus.selected === undefined ? undefined : scene.bodies.get(focus.selected);
	const [first, ...rest] = focus.track;
	if (!body || !first) return;
	context.save();
	context.beginPath();
	context.moveTo(first.x * camera.k + camera.x, first.z * camera.k + camera.y);
	for (const { x, z } of rest) context.lineTo(x * camera.k + camera.x, z * camera.k + camera.y);
	context.lineTo(body.x * camera.k + camera.x, body.z * camera.k + camera.y);
	context.setLineDash([1, 6]);
	context.lineCap = "round";
	context.lineWidth = 2.5;
	context.globalAlpha = 0.75;
	context.strokeStyle = palette.accent;
	context.stroke();
	context.restore();
}
