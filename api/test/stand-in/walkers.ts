import type { EventWire } from "../../../game/src/shared/wire/index.js";
import type { Entity, Mind, WorldCluster, WorldState } from "../../src/worlds/world.js";
import { cast, LINES, MOODS, ZONES } from "./cast.js";

/** Numbers in [0, 1) that are the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}

/** A small town of members who walk between meeting places, stand there together, talk and go on. */
export interface Walkers {
	readonly world: () => WorldState;
	/** Lets `seconds` pass; returns what happened. `at` is unix seconds. */
	readonly step: (seconds: number, at: number) => readonly EventWire[];
}

export interface WalkersOptions {
	readonly npcs: number;
	readonly players: number;
	readonly seed: number;
	/** Unix seconds. */
	readonly now: number;
}

interface Walker {
	readonly id: string;
	readonly name: string;
	readonly type: "npc" | "player";
	x: number;
	z: number;
	spot: number;
	toX: number;
	toZ: number;
	/** Seconds still to stand. */
	rest: number;
	mood: string;
}

/** Studs a second of a stroll. */
const SPEED = 7;
/** Members a meeting place is meant for. */
const PER_SPOT = 7;
/** Radians from one meeting place to the next one along the spiral. */
const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));
/** Studs from one meeting place to the next one. */
const SPOT_DISTANCE = 52;

/** Few places have a name each; many share the name of their side of the town. */
function zoneAt(index: number, count: number): string {
	const turn = ((index * GOLDEN_ANGLE) / (2 * Math.PI)) % 1;
	return ZONES[count <= ZONES.length ? index : Math.floor(turn * ZONES.length)]!;
}

function arrived({ x, z, toX, toZ }: Walker): boolean {
	return Math.hypot(toX - x, toZ - z) < 0.5;
}

export function createWalkers({ npcs, players, seed, now }: WalkersOptions): Walkers {
	const random = seeded(seed);
	const spotCount = Math.max(3, Math.round((npcs + players) / PER_SPOT));
	// Along a sunflower's spiral no two places are close and none is in line.
	const spots = Array.from({ length: spotCount }, (_, index) => ({
		x: SPOT_DISTANCE * Math.sqrt(index + 0.5) * Math.cos(index * GOLDEN_ANGLE),
		z: SPOT_DISTANCE * Math.sqrt(index + 0.5) * Math.sin(index * GOLDEN_ANGLE),
		zone: zoneAt(index, spotCount),
	}));
	const walkers: Walker[] = cast(npcs, players).map((member) => {
		const spot = spots[Math.floor(random() * spotCount)]!;
		const walker = { ...member, x: spot.x, z: spot.z, spot: 0, toX: 0, toZ: 0, rest: 0, mood: pick(MOODS) };
		aim(walker);
		walker.x = walker.toX + (random() - 0.5) * SPOT_DISTANCE;
		walker.z = walker.toZ + (random() - 0.5) * SPOT_DISTANCE;
		return walker;
	});
	const groups = new Map<number, WorldCluster>();
	let groupCount = 0;
	let world = picture();

	function pick<T>(items: readonly T[]): T {
		return items[Math.floor(random() * items.length)]!;
	}

	function aim(walker: Walker): void {
		walker.spot = Math.floor(random() * spotCount);
		const angle = random() * 2 * Math.PI;
		const away = 3 + random() * 5;
		walker.toX = spots[walker.spot]!.x + away * Math.cos(angle);
		walker.toZ = spots[walker.spot]!.z + away * Math.sin(angle);
		walker.rest = 12 + random() * 40;
	}

	function walk(walker: Walker, seconds: number): void {
		const left = Math.hypot(walker.toX - walker.x, walker.toZ - walker.z);
		const share = left < 0.01 ? 1 : Math.min(1, (SPEED * seconds) / left);
		walker.x += (walker.toX - walker.x) * share;
		walker.z += (walker.toZ - walker.z) * share;
		if (share === 1) walker.rest -= seconds;
		if (walker.rest < 0) aim(walker);
		if (random() < 0.01) walker.mood = pick(MOODS);
	}

	/** Groups anew; tells what changed for each meeting place. */
	function regroup(at: number): EventWire[] {
		const events: EventWire[] = [];
		for (let spot = 0; spot < spotCount; spot += 1) {
			const members = walkers.filter((walker) => walker.spot === spot && arrived(walker)).map(({ id }) => id);
			const before = groups.get(spot);
			if (members.length < 2) {
				groups.delete(spot);
				if (before) events.push({ type: "cluster_dissolved", actor: before.id, clusterId: before.id, at });
				continue;
			}
			const id = before?.id ?? `group-${(groupCount += 1)}`;
			const players = members.filter((member) => member.startsWith("player")).length;
			groups.set(spot, {
				id,
				source: "stand-in",
				members,
				npcs: members.length - players,
				players,
				formed: before?.formed ?? at,
				location: spots[spot]!.zone,
			});
			if (!before) events.push({ type: "cluster_formed", actor: id, clusterId: id, at, data: { members } });
			else events.push(...comings(before, members, at));
		}
		return events;
	}

	function comings(before: WorldCluster, members: readonly string[], at: number): EventWire[] {
		const event = (type: string) => (actor: string) => ({ type, actor, clusterId: before.id, at });
		return [
			...members.filter((id) => !before.members.includes(id)).map(event("cluster_joined")),
			...before.members.filter((id) => !members.includes(id)).map(event("cluster_left")),
		];
	}

	function talk(at: number): EventWire[] {
		const group = pick([...groups.values(), undefined]);
		if (!group) return [];
		const actor = pick(group.members);
		const target = pick(group.members.filter((id) => id !== actor));
		return [{ type: "talk", actor, target, clusterId: group.id, at, data: { text: pick(LINES) } }];
	}

	function entityOf(walker: Walker): Entity {
		const cluster = arrived(walker) ? groups.get(walker.spot)?.id : undefined;
		return {
			id: walker.id,
			key: walker.name,
			name: walker.name,
			type: walker.type,
			source: "stand-in",
			position: { x: walker.x, y: 4, z: walker.z },
			...(cluster === undefined ? {} : { cluster }),
			location: arrived(walker) ? spots[walker.spot]!.zone : "",
		};
	}

	function mindOf(walker: Walker, index: number): Mind {
		const friend = walkers[(index + 1) % walkers.length]!;
		const rival = walkers[(index + 5) % walkers.length]!;
		return {
			id: walker.id,
			relationships: [
				{ id: friend.id, name: friend.name, kind: "friend", strength: 0.7 },
				{ id: rival.id, name: rival.name, kind: "rival", strength: -0.4 },
			],
			recentInteractions: [
				{
					timestamp: now - 40,
					narrative: `${walker.name} greeted ${friend.name} at the ${ZONES[index % ZONES.length]!}.`,
				},
			],
			health: { state: "healthy", current: 60 + (index % 40), max: 100, isMoving: !arrived(walker) },
			mood: walker.mood,
		};
	}

	function picture(): WorldState {
		return {
			entities: new Map(walkers.map((walker) => [walker.id, entityOf(walker)])),
			npcs: new Map(walkers.map((walker, index) => [walker.id, mindOf(walker, index)])),
			clusters: new Map([...groups.values()].map((group) => [group.id, group])),
			resources: new Map(),
			buildings: new Map(),
		};
	}

	return {
		world: () => world,
		step(seconds, at) {
			for (const walker of walkers) walk(walker, seconds);
			const events = [...regroup(at), ...talk(at)];
			world = picture();
			return events;
		},
	};
}
