import type { ClusterWire, ContextWire, RemovedWire } from "../../shared/wire";
import type { Baseline } from "./baseline";
import type { PlaceState } from "./game-state";
import { samePosition } from "./position";
import { sameData } from "./same-data";
import { Teller } from "./teller";

export interface DifferenceOptions {
	/** `groups`: only what bears on clusters that changed, and all that is gone. */
	readonly scope: "all" | "groups";
	readonly moveThresholdStuds: number;
	/** Contexts and clusters that the result may hold together; a cluster with its members is never cut. */
	readonly limit: number;
	/** Member keys and cluster ids that are treated as if they were not there. */
	readonly except: ReadonlySet<string>;
}

/** The state's part of a body. `entries` counts contexts and clusters; `whole` is false where `limit` cut it. */
export interface Difference {
	readonly humanContext: Readonly<Record<string, ContextWire>>;
	readonly clusters: readonly ClusterWire[];
	readonly removed?: RemovedWire;
	readonly entries: number;
	readonly whole: boolean;
}

type Fields = ReadonlyMap<string, unknown>;

interface Sides {
	readonly wanted: PlaceState;
	readonly baseline: Baseline;
	readonly teller: Teller;
}

/** Fields that say something else than before, and names of those gone; `position` and `positions` aside. */
function fieldChanges(now: object, before: object | undefined): [Map<string, unknown>, string[]] {
	const after = now as Fields;
	const old = (before ?? {}) as Fields;
	const changed = new Map<string, unknown>();
	const cleared: string[] = [];
	for (const [field, value] of after) {
		const told = field === "position" || field === "positions";
		if (!told && !sameData(value, old.get(field))) changed.set(field, value);
	}
	for (const [field] of old) if (!after.has(field)) cleared.push(field);
	return [changed, cleared.sort()];
}

/** What is new of one context; undefined where nothing is. */
function contextChange(key: string, now: ContextWire, { baseline, teller }: Sides): ContextWire | undefined {
	const before = baseline.humanContext.get(key);
	const [changed, cleared] = fieldChanges(now, before);
	const position = now.position && teller.position(key, now.position);
	if (position !== undefined && (!before?.position || !samePosition(position, before.position))) {
		changed.set("position", position);
	}
	if (changed.has("currentGroups") && now.positions !== undefined) {
		changed.set("positions", teller.positions(now.positions));
	}
	if (!cleared.isEmpty()) changed.set("cleared", cleared);
	return changed.isEmpty() ? undefined : (changed as ContextWire);
}

/** Clusters of which anything but the positions is new, whole. */
function clusterChanges({ wanted, baseline, teller }: Sides, except: ReadonlySet<string>): ClusterWire[] {
	const clusters: ClusterWire[] = [];
	for (const [id, cluster] of wanted.clusters) {
		if (except.has(id)) continue;
		const [changed, cleared] = fieldChanges(cluster, baseline.clusters.get(id));
		if (changed.isEmpty() && cleared.isEmpty()) continue;
		clusters.push({ ...cluster, positions: teller.positions(cluster.positions ?? {}) });
	}
	return clusters;
}

/** Names that the baseline holds and the state does not. */
function gone(held: Fields, wanted: Fields, except: ReadonlySet<string>): string[] | undefined {
	const names: string[] = [];
	for (const [name] of held) if (!wanted.has(name) || except.has(name)) names.push(name);
	return names.isEmpty() ? undefined : names.sort();
}

/** Whether the group of a member is another one, or none any more. */
function isRegrouped(change: ContextWire): boolean {
	return change.currentGroups !== undefined || (change.cleared?.includes("currentGroups") ?? false);
}

/** Collects what fits. A cluster and its members stay together: half a group would be another group. */
class Draft {
	readonly humanContext: Record<string, ContextWire> = {};
	readonly clusters: ClusterWire[] = [];
	entries = 0;

	constructor(private readonly limit: number) {}

	/** Adds all or, where it does not fit, nothing; what comes first always fits. */
	add(changes: ReadonlyMap<string, ContextWire>, cluster?: ClusterWire): boolean {
		const size = changes.size() + (cluster === undefined ? 0 : 1);
		if (this.entries > 0 && this.entries + size > this.limit) return false;
		for (const [key, change] of changes) this.humanContext[key] = change;
		if (cluster !== undefined) this.clusters.push(cluster);
		this.entries += size;
		return true;
	}
}

/** Fills `draft` with what is new; false where it could not hold all. */
function fill(draft: Draft, sides: Sides, { scope, except }: DifferenceOptions): boolean {
	const { wanted } = sides;
	const seen = table.clone(except);
	for (const cluster of clusterChanges(sides, except)) {
		const changes = new Map<string, ContextWire>();
		for (const key of cluster.members) {
			const now = seen.has(key) ? undefined : wanted.humanContext.get(key);
			const change = now && contextChange(key, now, sides);
			if (change !== undefined) changes.set(key, change);
			seen.add(key);
		}
		if (!draft.add(changes, cluster)) return false;
	}
	for (const [key, now] of wanted.humanContext) {
		const change = seen.has(key) ? undefined : contextChange(key, now, sides);
		if (change === undefined || (scope === "groups" && !isRegrouped(change))) continue;
		if (!draft.add(new Map([[key, change]]))) return false;
	}
	return true;
}

/** What a body must say so that a backend which holds `baseline` comes to hold `wanted`. */
export function difference(wanted: PlaceState, baseline: Baseline, options: DifferenceOptions): Difference {
	const { limit, except, moveThresholdStuds } = options;
	const draft = new Draft(limit);
	const teller = new Teller(wanted, baseline, moveThresholdStuds);
	const whole = fill(draft, { wanted, baseline, teller }, options);
	const { humanContext, clusters, entries } = draft;
	const members = gone(baseline.humanContext, wanted.humanContext, except);
	const goneClusters = gone(baseline.clusters, wanted.clusters, except);
	const removed = (members ?? goneClusters) && { members, clusters: goneClusters };
	return { humanContext, clusters, removed, entries, whole };
}
