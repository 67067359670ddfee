import { hullOf, outlineOf, type Corner, type Point } from "../scene/hull.js";
import type { Gathering } from "../scene/scene.js";
import type { Frame } from "./frame.js";

const FILL_ALPHA = 0.15;
const EDGE_ALPHA = 0.55;
const LINK_ALPHA = 0.45;
/** Room around members inside a hull, pixels beyond their radius and studs beyond their place. */
const PAD_PIXELS = 3;
const PAD_STUDS = 2.6;
const MOST_PAD_PIXELS = 34;

/** Groups in one path: few calls, yet no path so long that filling it gets slow. */
const PER_PATH = 24;
/** Of more groups than this in one picture each is so small that a disc tells as much, at a tenth of the cost. */
const DISCS_ABOVE = 120;

interface SeenGathering {
	readonly gathering: Gathering;
	readonly points: readonly Point[];
}

/** Pixels around the middle of each member that its gathering's outline keeps. */
export function padOf({ camera, radius }: Pick<Frame, "camera" | "radius">): number {
	return radius + Math.min(MOST_PAD_PIXELS, PAD_PIXELS + PAD_STUDS * camera.k);
}

/** A gathering's members on the picture, pixels. */
export function pointsOf({ members }: Gathering, { camera }: Pick<Frame, "camera">): readonly Point[] {
	return members.map(({ x, z }) => [x * camera.k + camera.x, z * camera.k + camera.y] as const);
}

function isInView(points: readonly Point[], { size }: Frame): boolean {
	return points.some(([x, y]) => x > -60 && y > -60 && x < size.width + 60 && y < size.height + 60);
}

function trace(context: CanvasRenderingContext2D, corners: readonly Corner[], pad: number): void {
	const last = corners.at(-1);
	if (!last) return;
	context.moveTo(last.x + pad * Math.cos(last.toAngle), last.y + pad * Math.sin(last.toAngle));
	for (const { x, y, fromAngle, toAngle } of corners) context.arc(x, y, pad, fromAngle, toAngle);
}

/** Fills and outlines the path at hand. */
function paintShape({ context, palette }: Frame, presence: number): void {
	context.fillStyle = palette.gathering;
	context.strokeStyle = palette.gathering;
	context.lineWidth = 1.25;
	context.globalAlpha = FILL_ALPHA * presence;
	context.fill();
	context.globalAlpha = EDGE_ALPHA * presence;
	context.stroke();
}

function paintHulls(frame: Frame, gatherings: readonly SeenGathering[], presence: number): void {
	const pad = padOf(frame);
	frame.context.beginPath();
	for (const { points } of gatherings) trace(frame.context, outlineOf(hullOf(points)), pad);
	paintShape(frame, presence);
}

function paintDisc(frame: Frame, { gathering, points }: SeenGathering): void {
	const x = points.reduce((sum, point) => sum + point[0], 0) / points.length;
	const y = points.reduce((sum, point) => sum + point[1], 0) / points.length;
	const reach = Math.max(...points.map((point) => Math.hypot(point[0] - x, point[1] - y)));
	frame.context.beginPath();
	frame.context.arc(x, y, reach + padOf(frame), 0, 2 * Math.PI);
	paintShape(frame, gathering.presence);
}

function paintLinks(
	{ context, palette }: Frame,
	gatherings: readonly SeenGathering[],
	presence: number,
): void {
	context.beginPath();
	for (const { gathering, points } of gatherings) {
		for (const [a, b] of gathering.links) {
			const [from, to] = [points[a], points[b]];
			if (!from || !to) continue;
			context.moveTo(...from);
			context.lineTo(...to);
		}
	}
	context.globalAlpha = LINK_ALPHA * presence;
	context.strokeStyle = palette.gathering;
	context.lineWidth = 1.25;
	context.stroke();
}

/** Soft shapes around those who stand together, and lines between neighbours in them. */
export function paintGatherings(frame: Frame): void {
	const { context, scene } = frame;
	const seen = [...scene.gatherings.values()]
		.map((gathering) => ({ gathering, points: pointsOf(gathering, frame) }))
		.filter(({ points }) => isInView(points, frame));
	context.save();
	if (seen.length > DISCS_ABOVE) {
		for (const one of seen) paintDisc(frame, one);
	} else {
		const settled = seen.filter(({ gathering }) => gathering.presence === 1);
		for (let start = 0; start < settled.length; start += PER_PATH) {
			const some = settled.slice(start, start + PER_PATH);
			paintHulls(frame, some, 1);
			paintLinks(frame, some, 1);
		}
		for (const one of seen) {
			if (one.gathering.presence === 1) continue;
			paintHulls(frame, [one], one.gathering.presence);
			paintLinks(frame, [one], one.gathering.presence);
		}
	}
	context.restore();
}
