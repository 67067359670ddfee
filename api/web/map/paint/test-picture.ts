import { NO_WORLD, type SyncedEntity, type SyncedWorld } from "../../../client/index.js";
import { PALETTES } from "../../shell/tokens.js";
import type { Camera } from "../scene/camera.js";
import { createScene } from "../scene/scene.js";
import { bodiesInView, NO_FOCUS, radiusAt, type Focus, type Frame } from "./frame.js";

type Call = readonly [name: string, ...values: readonly unknown[]];

/** A context that draws nothing and remembers what it was asked to. */
function recordingContext() {
	const calls: Call[] = [];
	const settings: Record<string, unknown> = {};
	const context = new Proxy<CanvasRenderingContext2D>(Object.create(null), {
		get: (_, name) =>
			name in settings
				? settings[String(name)]
				: (...values: unknown[]) => calls.push([String(name), ...values]),
		set(_, name, value) {
			settings[String(name)] = value;
			calls.push([`${String(name)} =`, value]);
			return true;
		},
	});
	return { context, calls, count: (name: string) => calls.filter(([called]) => called === name).length };
}

const SIZE = { width: 800, height: 600 };

export interface Picture {
	readonly places: readonly (readonly [x: number, z: number])[];
	readonly players?: number;
	readonly groups?: readonly (readonly number[])[];
	readonly camera?: Camera;
	readonly focus?: Partial<Focus>;
}

export function pictureOf({
	places,
	players = 0,
	groups = [],
	camera = { k: 2, x: 400, y: 300 },
	focus = {},
}: Picture) {
	const entities = places.map(([x, z], index): SyncedEntity => ({
		id: `m${index}`,
		name: `Member ${index}`,
		type: index < players ? "player" : "npc",
		position: { x, y: 0, z },
	}));
	const world: SyncedWorld = {
		...NO_WORLD,
		entities: new Map(entities.map((entity) => [entity.id, entity])),
		clusters: new Map(
			groups.map((members, index) => [
				`g${index}`,
				{
					id: `g${index}`,
					source: "",
					members: members.map((at) => `m${at}`),
					npcs: 0,
					players: 0,
					formed: 0,
				},
			]),
		),
	};
	const scene = createScene();
	scene.accept(world, 0);
	scene.step(0);
	const recorded = recordingContext();
	const frame: Frame = {
		context: recorded.context,
		size: SIZE,
		camera,
		palette: PALETTES.dark,
		scene,
		seen: bodiesInView(scene, camera, SIZE),
		focus: { ...NO_FOCUS, ...focus },
		now: 0,
		pageNow: 0,
		radius: radiusAt(camera.k),
		pixelRatio: 1,
	};
	return { ...recorded, frame, scene };
}

/** Places in rows, `apart` studs from each other. */
export const rows = (count: number, apart = 3): [number, number][] =>
	Array.from({ length: count }, (_, index) => [
		(index % 80) * apart - 120,
		Math.floor(index / 80) * apart - 60,
	]);
