import type { ClusterWire, ContextWire, EventWire, SnapshotWire, Vec3Wire } from "../../src/shared/wire";
import { deepCopy } from "./fake-json";

/** Studs: smaller moves in a delta change nothing, as in the real backend. */
const THRESHOLD_STUDS = 0.1;

export interface Reply {
	readonly status: number;
	readonly body: unknown;
}

interface World {
	epoch: string;
	seq: number;
	/** Without `position` and `positions`. */
	readonly members: Map<string, Map<string, unknown>>;
	readonly positions: Map<string, Vec3Wire>;
	/** Without `positions`. */
	readonly clusters: Map<string, ClusterWire>;
}

function emptyWorld(): World {
	return { epoch: "", seq: 0, members: new Map(), positions: new Map(), clusters: new Map() };
}

function distance(a: Vec3Wire, b: Vec3Wire): number {
	return math.sqrt((a.x - b.x) ** 2 + (a.y - b.y) ** 2 + (a.z - b.z) ** 2);
}

/**
 * The rules of snapshot ingest, in memory: sequence, duplicates, gaps, full and delta, what is cleared and
 * removed, events taken once. Notes in `violations` what no sender may do.
 */
export class FakeBackend {
	world = emptyWorld();
	/** Kept apart from the world: what was acknowledged of it survives every restart. */
	readonly journal: EventWire[] = [];
	readonly violations: string[] = [];
	watchers = 0;
	/** Answers instead of taking the body, where it returns something. */
	refuse: (body: SnapshotWire) => Reply | undefined = () => undefined;
	readonly taken: SnapshotWire[] = [];
	private readonly eventIds = new Set<string>();

	ingest(body: SnapshotWire): Reply {
		const refusal = this.refuse(body);
		if (refusal !== undefined) return refusal;
		const { epoch = "", seq = 0, kind } = body;
		const sameEpoch = epoch === this.world.epoch;
		if (sameEpoch && seq <= this.world.seq) return this.accept(true);
		if (kind !== "full" && (!sameEpoch || seq !== this.world.seq + 1)) {
			return { status: 409, body: { title: "A full snapshot is needed", needFull: true } };
		}
		const held = this.world.positions;
		if (kind === "full") {
			this.world = emptyWorld();
			// As in the real backend, a full may move nobody by less than the threshold either.
			for (const [key] of pairs(body.humanContext)) {
				const position = held.get(key as string);
				if (position !== undefined) this.world.positions.set(key as string, position);
			}
		}
		this.world.epoch = epoch;
		this.world.seq = seq;
		this.apply(body);
		this.taken.push(body);
		return this.accept(false);
	}

	/** What it knows, to be `restore`d later. */
	backup(): World {
		return deepCopy(this.world);
	}

	restore(world: World): void {
		this.world = deepCopy(world);
	}

	restartEmpty(): void {
		this.world = emptyWorld();
	}

	private accept(duplicate: boolean): Reply {
		return { status: 200, body: { ok: true, duplicate, watchers: this.watchers, ignored: [] } };
	}

	private apply(body: SnapshotWire): void {
		for (const [key, context] of pairs(body.humanContext)) this.applyContext(key as string, context);
		for (const cluster of body.clusters) {
			this.applyPositions(`cluster ${cluster.id}`, cluster.members, cluster.positions);
			this.world.clusters.set(cluster.id!, { ...cluster, positions: undefined });
		}
		for (const key of body.removed?.members ?? []) {
			if (!this.world.members.delete(key)) this.violations.push(`removed ${key}, which was not there`);
			this.world.positions.delete(key);
		}
		for (const id of body.removed?.clusters ?? []) {
			if (!this.world.clusters.delete(id)) this.violations.push(`removed ${id}, which was not there`);
		}
		for (const event of body.events) {
			if (this.eventIds.has(event.id!)) continue;
			this.eventIds.add(event.id!);
			this.journal.push(event);
		}
	}

	private applyContext(key: string, context: ContextWire): void {
		const member = this.world.members.get(key) ?? new Map<string, unknown>();
		this.world.members.set(key, member);
		for (const [field, value] of pairs(context)) {
			if (field !== "cleared" && field !== "position" && field !== "positions") member.set(field, value);
		}
		for (const field of context.cleared ?? []) member.delete(field);
		if (context.currentGroups !== undefined) {
			this.applyPositions(`group of ${key}`, context.currentGroups.members, context.positions);
		} else if (context.positions !== undefined)
			this.violations.push(`${key} tells positions without a group`);
		if (context.position !== undefined) this.place(key, context.position);
	}

	private applyPositions(
		whose: string,
		members: readonly string[],
		positions: ContextWire["positions"] = {},
	): void {
		for (const key of members) {
			const position = positions[key];
			if (position === undefined) this.violations.push(`${whose} lacks the position of ${key}`);
			else if (this.world.members.has(key)) this.place(key, position);
		}
	}

	private place(key: string, position: Vec3Wire): void {
		const before = this.world.positions.get(key);
		if (before === undefined || distance(before, position) > THRESHOLD_STUDS) {
			this.world.positions.set(key, position);
		}
	}
}
