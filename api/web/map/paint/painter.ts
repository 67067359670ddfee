import { zonesOf, type Zone } from "../scene/zones.js";
import type { Frame } from "./frame.js";
import { paintBodies } from "./paint-bodies.js";
import { paintGatherings } from "./paint-gatherings.js";
import { paintGround, paintZones } from "./paint-ground.js";
import { createLabelPainter } from "./paint-labels.js";
import { paintPulses } from "./paint-pulses.js";
import { paintSpeech } from "./paint-speech.js";
import { paintTrack, paintTrails } from "./paint-trails.js";
import { createSprites } from "./sprites.js";

/** Zones are looked for this often; in between their names glide. */
const ZONES_MS = 1_000;
/** Share of the way that a zone's name goes in a frame: its mean shifts with each walker, its name should not. */
const ZONE_GLIDE = 0.02;

/** Paints pictures with one palette at one pixel ratio; another of either needs another painter. */
export interface Painter {
	readonly paint: (frame: Frame) => void;
}

export function createPainter(pixelRatio: number): Painter {
	const sprites = createSprites(pixelRatio);
	const labels = createLabelPainter(sprites);
	let zones: ReadonlyMap<string, Zone> = new Map();
	let shown = new Map<string, Zone>();
	let lookedAt = Number.NEGATIVE_INFINITY;

	function glideZones({ scene, pageNow }: Frame): readonly Zone[] {
		if (pageNow - lookedAt >= ZONES_MS) {
			lookedAt = pageNow;
			zones = new Map(zonesOf(scene.bodies.values()).map((zone) => [zone.name, zone]));
		}
		shown = new Map(
			[...zones].map(([name, zone]) => {
				const { x, z } = shown.get(name) ?? zone;
				return [name, { ...zone, x: x + (zone.x - x) * ZONE_GLIDE, z: z + (zone.z - z) * ZONE_GLIDE }];
			}),
		);
		return [...shown.values()];
	}

	return {
		paint(frame) {
			frame.context.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0);
			paintGround(frame);
			paintZones(frame, glideZones(frame));
			paintGatherings(frame);
			paintTrails(frame);
			paintTrack(frame);
			paintPulses(frame);
			paintBodies(frame, sprites);
			labels.paint(frame);
			paintSpeech(frame, sprites);
		},
	};
}
