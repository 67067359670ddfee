import { PULSE_MS, type Body, type Pulse } from "../scene/scene.js";
import type { Frame } from "./frame.js";

/** How far the ring of a new group spreads, pixels. */
const RING_REACH = 46;
/** The line of a talk bows aside by this share of its length, so that it does not lie on the lines of the group. */
const BOW = 0.18;
/** Those who have gone farther apart than this, studs, no longer talk; a line across the world would say they did. */
const EARSHOT_STUDS = 45;
/** Time of one dot's way along a talk. */
const DOT_MS = 1_400;

function bodiesOf({ about }: Pulse, { scene }: Frame): readonly Body[] {
	return about.flatMap((id) => scene.bodies.get(id) ?? []);
}

/** A frame's time is that of its beginning: what came while it was made is younger than nothing. */
function ageOf({ at }: Pulse, { now }: Frame): number {
	return Math.max(0, now - at);
}

function paintRing(frame: Frame, pulse: Pulse): void {
	const { context, camera, palette } = frame;
	const bodies = bodiesOf(pulse, frame);
	if (bodies.length === 0) return;
	const x = bodies.reduce((sum, body) => sum + body.x, 0) / bodies.length;
	const z = bodies.reduce((sum, body) => sum + body.z, 0) / bodies.length;
	const done = ageOf(pulse, frame) / PULSE_MS.ring;
	context.beginPath();
	context.arc(
		x * camera.k + camera.x,
		z * camera.k + camera.y,
		RING_REACH * (1 - (1 - done) ** 3),
		0,
		2 * Math.PI,
	);
	context.globalAlpha = 0.8 * (1 - done);
	context.lineWidth = 2;
	context.strokeStyle = palette.gathering;
	context.stroke();
}

function paintTalk(frame: Frame, pulse: Pulse): void {
	const { context, camera, palette } = frame;
	const [from, to] = bodiesOf(pulse, frame);
	if (!from || !to || Math.hypot(to.x - from.x, to.z - from.z) > EARSHOT_STUDS) return;
	const [x1, y1] = [from.x * camera.k + camera.x, from.z * camera.k + camera.y];
	const [x2, y2] = [to.x * camera.k + camera.x, to.z * camera.k + camera.y];
	const [bendX, bendY] = [(x1 + x2) / 2 - (y2 - y1) * BOW, (y1 + y2) / 2 + (x2 - x1) * BOW];
	const age = ageOf(pulse, frame);
	context.globalAlpha = Math.min(1, 2 * (1 - age / PULSE_MS.talk));
	context.beginPath();
	context.moveTo(x1, y1);
	context.quadraticCurveTo(bendX, bendY, x2, y2);
	context.lineWidth = 1.75;
	context.strokeStyle = palette.talk;
	context.stroke();
	const way = (age % DOT_MS) / DOT_MS;
	const along = (a: number, bend: number, b: number): number =>
		(1 - way) ** 2 * a + 2 * (1 - way) * way * bend + way ** 2 * b;
	context.beginPath();
	context.arc(along(x1, bendX, x2), along(y1, bendY, y2), 2.75, 0, 2 * Math.PI);
	context.fillStyle = palette.talk;
	context.fill();
}

/** What is just happening: talks between two, and groups that have just come together. */
export function paintPulses(frame: Frame): void {
	frame.context.save();
	for (const pulse of frame.scene.pulses) (pulse.kind === "talk" ? paintTalk : paintRing)(frame, pulse);
	frame.context.restore();
}
