import { placeLabels } from "../scene/label-layout.js";
import { roundBelow } from "../scene/scale.js";
import type { Zone } from "../scene/zones.js";
import type { Frame } from "./frame.js";
import { ZONE_FONT } from "./fonts.js";

/** Lines of the grid are at most this far apart, pixels: enough to see that the ground moves, not a mesh. */
const GRID_PIXELS = 130;
/** Names of zones lie under everything and must not compete with it. */
const ZONE_ALPHA = 0.62;
/** Names stand above the middle of a place, since that is where its members are. Pixels. */
const ZONE_LIFT = 56;
const ZONE_HEIGHT = 16;
const MOST_ZONES = 24;

/** The ground and its grid. */
export function paintGround({ context, size, camera, palette }: Frame): void {
	context.fillStyle = palette.ground;
	context.fillRect(0, 0, size.width, size.height);
	const step = roundBelow(GRID_PIXELS / camera.k) * camera.k;
	context.beginPath();
	for (let x = camera.x % step; x < size.width; x += step) {
		context.moveTo(Math.round(x) + 0.5, 0);
		context.lineTo(Math.round(x) + 0.5, size.height);
	}
	for (let y = camera.y % step; y < size.height; y += step) {
		context.moveTo(0, Math.round(y) + 0.5);
		context.lineTo(size.width, Math.round(y) + 0.5);
	}
	context.strokeStyle = palette.grid;
	context.lineWidth = 1;
	context.stroke();
}

/** Names of places, as far as they do not lie over each other: the fullest first. */
export function paintZones({ context, camera, palette, size }: Frame, zones: readonly Zone[]): void {
	context.save();
	context.font = ZONE_FONT;
	context.letterSpacing = "0.14em";
	context.textAlign = "center";
	context.textBaseline = "top";
	context.fillStyle = palette.zone;
	context.globalAlpha = ZONE_ALPHA;
	const wishes = zones.map(({ name, x, z, members }) => ({
		id: name.toUpperCase(),
		x: x * camera.k + camera.x,
		y: z * camera.k + camera.y,
		gap: ZONE_LIFT,
		width: context.measureText(name.toUpperCase()).width,
		height: ZONE_HEIGHT,
		priority: members,
		aboveOnly: true,
	}));
	const anchors = new Map(wishes.map((wish) => [wish.id, wish]));
	for (const { id, dy } of placeLabels(wishes, { ...size, most: MOST_ZONES, air: ZONE_HEIGHT })) {
		const { x, y } = anchors.get(id)!;
		context.fillText(id, x, y + dy);
	}
	context.restore();
}
