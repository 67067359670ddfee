import type { Logger } from "../../shared/util/ports";
import { readFrame, readVitals } from "./engine-bodies";
import { watchNpcs } from "./engine-npcs";
import { watchPlayers } from "./engine-players";
import type { Entity, Frame, Vitals } from "./entity";
import type { Arrival, EntityRegistry } from "./registry";
import { createEntityRegistry } from "./registry";

/** Everybody in the place, followed as they come and go. */
export interface EntityWatch {
	readonly registry: EntityRegistry;
	/** Where everybody stands now; `at` is unix seconds. */
	readonly frame: (at: number) => Frame;
	readonly vitals: (id: string) => Vitals;
	readonly body: (id: string) => Model | undefined;
	/** Begins to watch: whoever is in the place already arrives now. */
	readonly start: (listener: EntityListener) => void;
	/** Lets go of every connection. */
	readonly stop: () => void;
}

export interface EntityListener {
	readonly arrived: (entity: Entity) => void;
	/** Its persona is another now; all else of it is as it was. */
	readonly described: (entity: Entity) => void;
	/** Nothing about the entity can be asked any more. */
	readonly left: (entity: Entity) => void;
}

export interface EntityWatchOptions {
	readonly defaultWanderRadius: number;
	readonly logger: Logger;
}

/** Copies of one model share their `NpcId`: the later ones get the id with a number behind it. */
function takeNpc(registry: EntityRegistry, arrival: Arrival, logger: Logger): Entity {
	const first = registry.add(arrival);
	if (first) return first;
	let copy = 2;
	for (;;) {
		const entity = registry.add({ ...arrival, id: `${arrival.id}-${copy}` });
		if (entity) {
			logger.write("warn", `NpcId ${arrival.id} is taken: ${arrival.name} is ${entity.id}`);
			return entity;
		}
		copy += 1;
	}
}

/** Follows tagged NPCs and players' characters, from `start` on. */
export function watchEntities(options: EntityWatchOptions): EntityWatch {
	const registry = createEntityRegistry();
	const bodies = new Map<string, Model>();
	const reportedUnplaced = new Set<string>();
	let stops: (() => void)[] = [];

	const start = (listener: EntityListener) => {
		const embody = (entity: Entity, body: Model) => {
			bodies.set(entity.id, body);
			listener.arrived(entity);
		};
		const left = (id: string) => {
			const entity = registry.remove(id);
			bodies.delete(id);
			reportedUnplaced.delete(id);
			if (entity) listener.left(entity);
		};
		const stopNpcs = watchNpcs(
			{
				arrived: (arrival, body) => {
					const entity = takeNpc(registry, arrival, options.logger);
					embody(entity, body);
					return entity.id;
				},
				described: (id, persona) => {
					const entity = registry.describe(id, persona);
					if (entity) listener.described(entity);
				},
				left,
			},
			options,
		);
		const stopPlayers = watchPlayers({
			arrived: (arrival, body) => {
				const entity = registry.add(arrival);
				if (entity) embody(entity, body);
				else options.logger.write("warn", `an NPC has the id of player ${arrival.name} (${arrival.id})`);
			},
			left: (id) => {
				if (registry.byId(id)?.type === "player") left(id);
			},
		});
		stops = [stopNpcs, stopPlayers];
	};

	return {
		registry,
		frame: (at) => {
			const { frame, unplaced } = readFrame(at, registry.all(), (id) => bodies.get(id));
			for (const id of unplaced) {
				if (reportedUnplaced.has(id)) continue;
				reportedUnplaced.add(id);
				options.logger.write("warn", `${id} stands at no finite position and is left out until it does`);
			}
			return frame;
		},
		vitals: (id) => readVitals(bodies.get(id)),
		body: (id) => bodies.get(id),
		start,
		stop: () => {
			for (const stop of stops) stop();
			stops = [];
		},
	};
}
