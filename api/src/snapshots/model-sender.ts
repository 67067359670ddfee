import fc from "fast-check";
import type { ClusterWire, ContextWire, SnapshotWire } from "../../../game/src/shared/wire/index.js";
import { sameJson } from "../worlds/json-values.js";

/** Somebody in the model's place. Positions are whole studs, so that every step is a move. */
interface Body {
	readonly x: number;
	readonly cluster: number;
	readonly mood: string | undefined;
	readonly hunger: number | undefined;
	readonly zone: string | undefined;
}

type Place = ReadonlyMap<string, Body>;

/** What happens in the place between two payloads. */
export type Step = { readonly member: string } & (
	{ readonly change: Partial<Body> } | { readonly gone: true }
);

const option = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

export const steps: fc.Arbitrary<Step> = fc.oneof(
	{
		weight: 6,
		arbitrary: fc.record({
			member: fc.constantFrom("A", "B", "C", "D", "E"),
			change: fc.record(
				{
					x: fc.integer({ min: -50, max: 50 }),
					cluster: fc.integer({ min: 0, max: 2 }),
					mood: option(fc.constantFrom("calm", "cross")),
					hunger: option(fc.nat(3)),
					zone: option(fc.constantFrom("Market", "Square")),
				},
				{ requiredKeys: [] },
			),
		}),
	},
	{
		weight: 1,
		arbitrary: fc.record({
			member: fc.constantFrom("A", "B", "C", "D", "E"),
			gone: fc.constant(true as const),
		}),
	},
);

const NEWCOMER: Body = { x: 0, cluster: 0, mood: undefined, hunger: undefined, zone: undefined };

function stepped(place: Place, step: Step): Place {
	const next = new Map(place);
	if ("gone" in step) next.delete(step.member);
	else next.set(step.member, { ...(place.get(step.member) ?? NEWCOMER), ...step.change });
	return next;
}

/** Contexts and clusters of a place, as a full snapshot tells of them. Cluster 0 is the crowd of those who stand alone. */
export function tellAll(place: Place): {
	contexts: Map<string, ContextWire>;
	clusters: Map<string, ClusterWire>;
} {
	const contexts = new Map<string, ContextWire>();
	const clusters = new Map<string, ClusterWire>();
	const groupOf = (cluster: number) =>
		[...place].filter(([, body]) => cluster > 0 && body.cluster === cluster);
	for (const [key, { x, cluster, mood, hunger, zone }] of place) {
		const group = groupOf(cluster);
		const members = group.map(([member]) => member).sort();
		const together = members.length > 1;
		const positions = Object.fromEntries(group.map(([member, body]) => [member, { x: body.x, y: 0, z: 0 }]));
		const counts = { members, npcs: members.length, players: 0, formed: cluster };
		contexts.set(key, {
			id: `id-${key}`,
			type: "npc",
			position: { x, y: 0, z: 0 },
			...(together ? { currentGroups: counts, positions } : {}),
			...(mood === undefined ? {} : { mood }),
			...(hunger === undefined ? {} : { needs: { hunger } }),
			...(zone === undefined ? {} : { location: zone }),
		});
		if (together) clusters.set(`c${cluster}`, { id: `c${cluster}`, ...counts, positions });
	}
	return { contexts, clusters };
}

/** The place after steps. */
export function walk(all: readonly Step[]): Place {
	return all.reduce<Place>(stepped, new Map());
}

function changedFields(before: ContextWire, after: ContextWire): ContextWire | undefined {
	const changed = Object.entries(after).filter(
		([field, value]) => !sameJson(before[field as keyof ContextWire], value),
	);
	const cleared = Object.keys(before).filter((field) => !(field in after));
	if (changed.length === 0 && cleared.length === 0) return undefined;
	return { ...Object.fromEntries(changed), ...(cleared.length > 0 ? { cleared } : {}) };
}

/** A game server as the wire protocol describes it: fulls, deltas against what it sent last, retries, restarts. */
export class ModelSender {
	#place: Place = new Map();
	#told = tellAll(new Map());
	#seq = 0;
	#epoch = 0;
	#clock = 1_000;
	readonly #serverId: string;

	constructor(serverId: string) {
		this.#serverId = serverId;
	}

	step(step: Step): void {
		this.#place = stepped(this.#place, step);
	}

	restart(): void {
		this.#epoch += 1;
		this.#seq = 0;
	}

	get place(): Place {
		return this.#place;
	}

	#say(kind: "full" | "delta" | "cluster_update"): SnapshotWire {
		this.#seq += 1;
		this.#clock += 1;
		return {
			timestamp: this.#clock,
			serverId: this.#serverId,
			epoch: `e${this.#epoch}`,
			seq: this.#seq,
			kind,
			clusters: [],
			events: [],
			humanContext: {},
		};
	}

	full(): SnapshotWire {
		this.#told = tellAll(this.#place);
		const { contexts, clusters } = this.#told;
		return {
			...this.#say("full"),
			clusters: [...clusters.values()],
			humanContext: Object.fromEntries(contexts),
		};
	}

	delta(kind: "delta" | "cluster_update" = "delta"): SnapshotWire {
		const before = this.#told;
		const now = tellAll(this.#place);
		this.#told = now;
		const contexts = [...now.contexts].flatMap(([key, context]) => {
			const held = before.contexts.get(key);
			const changed = held ? changedFields(held, context) : context;
			return changed ? [[key, changed] as const] : [];
		});
		const clusters = [...now.clusters.values()].filter(
			({ id }) => !sameJson(before.clusters.get(id!), now.clusters.get(id!)),
		);
		const members = [...before.contexts.keys()].filter((key) => !now.contexts.has(key));
		const dissolved = [...before.clusters.keys()].filter((id) => !now.clusters.has(id));
		return {
			...this.#say(kind),
			clusters,
			humanContext: Object.fromEntries(contexts),
			removed: { members, clusters: dissolved },
		};
	}
}
